import { ROLES, type ClimbHold, type Role } from '../../../shared/model/climbHold'

export type Brush = Role | 'erase'

/** One touch of the brush: a role put on a hold or taken off it. */
export interface Stroke {
  hold_id: number
  role: Role
  on: boolean
}

type Holds = readonly ClimbHold[]

/** A climb being set: a value, every change gives a new one. */
export interface Editor {
  readonly holds: Holds
  readonly past: readonly Holds[]
  readonly future: readonly Holds[]
}

const REMEMBERED = 200

export const editorOf = (holds: Holds): Editor => ({ holds, past: [], future: [] })

/** Several strokes are one step of undo; those that go on with a trail belong to its step. */
export function paint(editor: Editor, strokes: readonly Stroke[], goesOn = false): Editor {
  const holds = strokes.reduce(withStroke, editor.holds)
  if (holds === editor.holds || !goesOn) return changed(editor, holds)
  return { holds, past: editor.past, future: [] }
}

/** A climb has two starts and two tops at most. */
const MOST: Partial<Record<Role, number>> = { S: 2, T: 2 }

export const isFull = (holds: Holds, role: Role): boolean => counts(holds)[role] >= (MOST[role] ?? Infinity)

/** The role of which there would be too many, where there would. */
export const refusedRole = (holds: Holds, strokes: readonly Stroke[]): Role | null =>
  strokes.find(({ hold_id, role, on }) => on && isFull(holds, role) && !rolesOf(holds, hold_id).includes(role))?.role ?? null

export const clear = (editor: Editor): Editor => changed(editor, editor.holds.length > 0 ? [] : editor.holds)

export function undo(editor: Editor): Editor {
  const before = editor.past.at(-1)
  if (!before) return editor
  return { holds: before, past: editor.past.slice(0, -1), future: [editor.holds, ...editor.future] }
}

export function redo(editor: Editor): Editor {
  const [after, ...future] = editor.future
  if (!after) return editor
  return { holds: after, past: [...editor.past, editor.holds], future }
}

export function counts(holds: Holds): Record<Role, number> {
  const found: Record<Role, number> = { S: 0, O: 0, F: 0, T: 0 }
  for (const { role } of holds) found[role] += 1
  return found
}

export const rolesOf = (holds: Holds, holdId: number): Role[] =>
  ROLES.filter(role => holds.some(hold => hold.hold_id === holdId && hold.role === role))

/** The effect of a tap with the brush: the same role again takes it off, the eraser takes all. */
export function strokesOf(holds: Holds, holdId: number, brush: Brush): Stroke[] {
  const has = rolesOf(holds, holdId)
  if (brush === 'erase') return has.map(role => ({ hold_id: holdId, role, on: false }))
  return [{ hold_id: holdId, role: brush, on: !has.includes(brush) }]
}

/** A hold has one role, only start and top go together; no hold is twice in the same role. */
export function withStroke(holds: Holds, { hold_id, role, on }: Stroke): Holds {
  const has = holds.some(hold => hold.hold_id === hold_id && hold.role === role)
  if (has === on) return holds
  if (!on) return holds.filter(hold => hold.hold_id !== hold_id || hold.role !== role)
  return [...holds.filter(hold => hold.hold_id !== hold_id || goTogether(hold.role, role)), { hold_id, role }]
}

const goTogether = (one: Role, other: Role): boolean =>
  (one === 'S' && other === 'T') || (one === 'T' && other === 'S')

function changed(editor: Editor, holds: Holds): Editor {
  if (holds === editor.holds) return editor
  return { holds, past: [...editor.past, editor.holds].slice(-REMEMBERED), future: [] }
}
