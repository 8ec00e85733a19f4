import type { HoldEvent } from '../../shared/model/history'
import type { IconName } from '../ui/icons'

/** The words of an event: the key of its sentence, and the values in it, themselves keys of words. */
export interface EventWords {
  icon: IconName
  key: string
  inserts: Record<string, string>
  /** True if the climbers' value is official now; null where the sentence says so already, or where it means nothing. */
  official: boolean | null
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const NOTE_ICONS: Readonly<Record<string, IconName>> = { restored: 'undo', cleared: 'bin' }

/** docs/holds.md says what `detail` holds for each kind. A kind of a newer server is told as unknown. */
export function eventWords({ kind, detail }: Pick<HoldEvent, 'kind' | 'detail'>): EventWords {
  const plain = { inserts: {}, official: null }
  switch (kind) {
    case 'consensus':
      return consensusWords(detail)
    case 'task':
      return {
        ...plain,
        icon: detail['action'] === 'done' ? 'check' : 'brush',
        key: `history.task.${text(detail['action'])}`,
        inserts: { work: `care.kind.${text(detail['task'])}` },
      }
    case 'lock':
      return { ...plain, icon: 'lock', key: `history.lock.${text(detail['target'])}.${text(detail['action'])}` }
    case 'hold':
      return { ...plain, icon: detail['action'] === 'returned' ? 'check' : 'close', key: `history.hold.${text(detail['action'])}` }
    case 'annotation':
      return { ...plain, icon: detail['action'] === 'restored' ? 'undo' : 'bin', key: `history.annotation.${text(detail['action'])}` }
    case 'note':
      return { ...plain, icon: NOTE_ICONS[text(detail['action'])] ?? 'pen', key: `history.note.${text(detail['action'])}` }
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
