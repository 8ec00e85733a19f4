import { isStorable } from '../../../shared/documents'
import { partValues } from '../../../shared/model/annotation'
import { ANNOTATION_PARTS, NOTES_MAX, type AnnotationPart } from '../../../shared/model/annotationParts'
import type { Instant } from '../../../shared/model/instant'
import type { OldAnnotation, OldHold } from '../../sources/pythonServer/oldRows'
import type { StoredAnnotation } from '../../db/stores/annotations/annotations'
import type { WriteContext } from '../../transaction/context'
import type { Ledger } from './ledger'
import type { HoldNumbers } from './takeHolds'
import type { Ids } from './takeWalls'
import { writeVotes, type TakenVotes } from './writeVotes'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>
type Parts = Partial<Record<AnnotationPart, string>>

interface Place {
  hold_id: number
  face_id: string
}

/** [MOVE-13] Of the values those that a hold can have; notes are cut to their greatest length. */
function partsOf(annotation: OldAnnotation, ledger: Ledger): Parts {
  const parts: Parts = {}
  for (const part of ANNOTATION_PARTS) {
    const value = part === 'notes' ? annotation.notes?.trim().slice(0, NOTES_MAX) : annotation[part]?.trim()
    if (!value) continue
    if (partValues[part].safeParse(value).success && isStorable(value)) parts[part] = value
    else ledger.note('annotations', annotation, `comes without its ${part} "${value.slice(0, 40)}", which no hold can have`)
  }
  return parts
}

const partOf = (row: StoredAnnotation | undefined, part: AnnotationPart) =>
  ({ value: row?.[part] ?? null, at: row?.[`${part}_at`] ?? null })

interface Given {
  parts: Parts
  created: Instant
  changed: Instant
}

/** The row with the parts that are newer there than here. A part that is empty there empties nothing here. */
function merged(was: StoredAnnotation | undefined, key: Place & { user_id: string }, { parts, created, changed }: Given): StoredAnnotation {
  const row: StoredAnnotation = was ?? {
    ...key, created_at: created, updated_at: changed, grip_type: null, grip_type_at: null, condition: null, condition_at: null,
    difficulty: null, difficulty_at: null, notes: null, notes_at: null,
  }
  const taken: Partial<StoredAnnotation> = {}
  for (const part of ANNOTATION_PARTS) {
    const [given, here] = [parts[part], partOf(was, part)]
    if (given === undefined || given === here.value || (here.at !== null && here.at >= changed)) continue
    Object.assign(taken, { [part]: given, [`${part}_at`]: changed })
  }
  const updated_at = Object.keys(taken).length > 0 && changed > row.updated_at ? changed : row.updated_at
  return { ...row, ...taken, updated_at }
}

/** The place here of each hold by its serial number there. */
function placesOf(holds: readonly OldHold[], numbers: HoldNumbers, faceIds: Ids): Map<number, Place> {
  return new Map(holds.flatMap(({ id, face_id }) => {
    const [hold_id, faceId] = [numbers.get(face_id)?.bySerial.get(id), faceIds.get(face_id)]
    return hold_id === undefined || faceId === undefined ? [] : [[id, { hold_id, face_id: faceId }] as const]
  }))
}

export interface AnnotationSurroundings {
  holds: readonly OldHold[]
  numbers: HoldNumbers
  faceIds: Ids
  userIds: Ids
}

/** [MOVE-13] Writes annotations with their times; consensus and documents follow as if they had been given here. */
export async function takeAnnotations(
  context: Context,
  annotations: readonly OldAnnotation[],
  around: AnnotationSurroundings,
  ledger: Ledger,
): Promise<void> {
  const { stores } = context
  const places = placesOf(around.holds, around.numbers, around.faceIds)
  const stored = await stores.takeOver.annotationsOn([...new Set([...places.values()].map(({ hold_id }) => hold_id))])
  const rows = new Map(stored.map(row => [`${row.user_id} ${row.hold_id}`, row]))
  const votes: TakenVotes = { inserted: new Map(), updated: new Map() }
  for (const annotation of annotations) {
    const [place, user_id] = [places.get(annotation.hold_id), around.userIds.get(annotation.user_id)]
    if (!place || user_id === undefined) {
      ledger.reject('annotations', annotation, place ? 'its author did not come over' : `its hold ${annotation.hold_id} did not come over`)
      continue
    }
    const parts = partsOf(annotation, ledger)
    if (Object.keys(parts).length === 0) {
      ledger.reject('annotations', annotation, 'it says nothing')
      continue
    }
    const key = `${user_id} ${place.hold_id}`
    const was = rows.get(key)
    const { created_at: created, updated_at } = annotation
    const row = merged(was, { user_id, ...place }, { parts, created, changed: updated_at ?? created })
    if (!ledger.classifyChange('annotations', was, row)) continue
    rows.set(key, row)
    votes[was && !votes.inserted.has(key) ? 'updated' : 'inserted'].set(key, row)
  }
  await writeVotes(context, votes)
}
