import type { NoticeLevel } from '../../shared/model/noticeLevel'
import type { IconName } from '../ui/icons'

/** Each level has a shape of its own, beside its colour. */
export const noticeIcons: Readonly<Record<NoticeLevel, IconName>> = { info: 'horn', warning: 'warn', danger: 'stop' }
