/** The levels of a notice, the least important first. The program's first part knows these without a library of schemas. */
export const NOTICE_LEVELS = ['info', 'warning', 'danger'] as const
export type NoticeLevel = (typeof NOTICE_LEVELS)[number]
