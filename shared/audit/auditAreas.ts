/** The first word of an action's name; the log is filtered by it. */
export const auditAreas = [
  'account',
  'session',
  'factor',
  'user',
  'claim',
  'invite',
  'apikey',
  'climb',
  'annotation',
  'note',
  'sheet',
  'mark',
  'hold',
  'face',
  'gym',
  'notice',
  'report',
  'task',
  'import',
  'wall',
  'database',
  'epoch',
  'command',
  'audit',
] as const

export const areaOf = (action: string): string => action.split('.')[0] ?? action
