import type { Consensus } from '../../shared/model/annotation'
import { CONDITIONS, type Condition } from '../../shared/model/annotationParts'
import { TASK_KINDS, type Task, type TaskKind } from '../../shared/model/task'
import { WORK_FOR } from '../../shared/rules/careWork'
import { holdIdsOf } from '../climbs/climbHolds'

export interface CareWork {
  kind: TaskKind
  /** Null: nobody asked, but the climbers' word on the hold's condition calls for it. */
  task: Task | null
}
export interface CareHold {
  holdId: number
  condition: Exclude<Condition, 'ok'> | null
  isOfficial: boolean
  works: CareWork[]
  climbs: number
}

const BAD = CONDITIONS.filter(condition => condition !== 'ok')
const isBad = (condition: string | null | undefined): condition is Exclude<Condition, 'ok'> =>
  condition !== null && condition !== undefined && condition in WORK_FOR

interface Known {
  consensus: ReadonlyMap<string, Pick<Consensus, 'condition' | 'condition_official'>>
  tasks: readonly Task[]
  climbs: readonly { holds_list: string }[]
}

/**
 * [CARE-7] What needs work, the worst first: what may hurt before what is worn, that before what is dirty; then by the
 * climbs it touches.
 */
export function careBoard({ consensus, tasks, climbs }: Known): CareHold[] {
  const needing = new Set(tasks.map(task => task.hold_id))
  for (const [holdId, { condition }] of consensus) if (isBad(condition)) needing.add(Number(holdId))
  const uses = usesOf(climbs, needing)
  return [...needing].map(holdId => {
    const said = consensus.get(String(holdId))
    const condition = isBad(said?.condition) ? said.condition : null
    const works: CareWork[] = tasks.filter(task => task.hold_id === holdId).map(task => ({ kind: task.kind, task }))
    if (condition && !works.some(work => work.kind === WORK_FOR[condition])) works.push({ kind: WORK_FOR[condition], task: null })
    return { holdId, condition, isOfficial: said?.condition_official ?? false, works, climbs: uses.get(holdId) ?? 0 }
  }).sort((a, b) => severity(a) - severity(b) || b.climbs - a.climbs || a.holdId - b.holdId)
}

/** The part of the board that one wants to see; null: all. */
export interface CareFilter {
  kind: TaskKind | null
  condition: CareHold['condition']
}

const hasKind = (kind: TaskKind) => ({ works }: CareHold): boolean => works.some(work => work.kind === kind)
const hasCondition = (wanted: CareHold['condition']) => ({ condition }: CareHold): boolean => condition === wanted

export const careFiltered = (board: readonly CareHold[], { kind, condition }: CareFilter): CareHold[] =>
  board.filter(hold => (kind === null || hasKind(kind)(hold)) && (condition === null || hasCondition(condition)(hold)))

/** The choices, each with its holds on the whole board; a choice without holds is left out. */
export const careChoices = (board: readonly CareHold[]) => ({
  kinds: TASK_KINDS.map(value => ({ value, holds: board.filter(hasKind(value)).length })).filter(({ holds }) => holds > 0),
  conditions: BAD.map(value => ({ value, holds: board.filter(hasCondition(value)).length })).filter(({ holds }) => holds > 0),
})

function severity({ condition, works }: CareHold): number {
  if (condition === 'cassee' || condition === 'tournee') return 0
  if (works.some(({ kind, task }) => kind !== 'brush' && task !== null)) return 0
  return condition === 'usee' ? 1 : 2
}

function usesOf(climbs: Known['climbs'], wanted: ReadonlySet<number>): Map<number, number> {
  const uses = new Map<number, number>()
  for (const climb of wanted.size > 0 ? climbs : []) {
    for (const holdId of holdIdsOf(climb)) {
      if (wanted.has(holdId)) uses.set(holdId, (uses.get(holdId) ?? 0) + 1)
    }
  }
  return uses
}
