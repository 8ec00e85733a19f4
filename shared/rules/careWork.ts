import type { Condition } from '../model/annotationParts'
import type { TaskKind } from '../model/task'

/** The work that a hold in such a condition calls for. */
export const WORK_FOR: Record<Exclude<Condition, 'ok'>, TaskKind> = {
  a_brosser: 'brush', sale: 'brush', tournee: 'turn', usee: 'replace', cassee: 'replace',
}
