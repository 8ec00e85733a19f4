import type { HoldEvent } from '../../shared/model/history'
import type { IconName } from '../ui/icons'

/** How a happening is told: the words' key, and what stands in them, itself keys of words. */
export interface EventWords {
  icon: IconName
  key: string
  inserts: Record<string, string>
  /** Whether what the climbers say is official now; null where that is said already, or means nothing. */
  official: boolean | null
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What `detail` holds of each kind: docs/holds.md. A kind that a newer server tells is told as such. */
export function eventWords({ kind, detail }: Pick<HoldEvent, 'kind' | 'detail'>): EventWords {
  const plain = { inserts: {}, official: null }
  switch (kind) {
    case 'consensus':
      return consensusWords(detail)
    case 'task':
      return { ...plain, icon: detail['action'] === 'done' ? 'check' : 'brush', key: `history.task.${text(detail['action'])}`, inserts: { work: `care.kind.${text(detail['task'])}` } }
    case 'lock':
      return { ...plain, icon: 'lock', key: `history.lock.${text(detail['target'])}.${text(detail['action'])}` }
    case 'annotation':
      return { ...plain, icon: 'bin', key: 'history.annotation' }
    case 'note':
      return { ...plain, icon: detail['action'] === 'restored' ? 'undo' : 'pen', key: `history.note.${text(detail['action'])}` }
    default:
      return { ...plain, icon: 'clock', key: 'history.other' }
  }
}

function consensusWords(detail: HoldEvent['detail']): EventWords {
  const part = text(detail['part'])
  const [from, to] = [text(detail['from']), text(detail['to'])]
  const official = detail['official'] === true
  const inserts: Record<string, string> = { part: `holds.part.${part}` }
  if (from !== '') inserts['from'] = `holds.${part}.${from}`
  if (to !== '') inserts['to'] = `holds.${part}.${to}`
  if (to === '') return { icon: 'people', key: 'history.consensus.over', inserts, official: null }
  if (from === to) return { icon: 'people', key: `history.consensus.${official ? 'official' : 'unofficial'}`, inserts, official: null }
  return { icon: 'people', key: `history.consensus.${from === '' ? 'first' : 'changed'}`, inserts, official }
}
