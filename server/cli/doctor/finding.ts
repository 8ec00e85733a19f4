/** A line of the doctor: a part that is well, or what to do about it. */
export interface Finding {
  part: 'settings' | 'https' | 'websocket' | 'clock' | 'disk' | 'mail' | 'schema' | 'bus' | 'backups'
  isOk: boolean
  text: string
}
type Part = Finding['part']

export const ok = (part: Part, text: string): Finding => ({ part, isOk: true, text })
export const toDo = (part: Part, text: string): Finding => ({ part, isOk: false, text })

/** The code of an error, or its kind; its message may hold what somebody gave. */
export const codeOf = (error: unknown): string => {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code
    if (at.cause === undefined) return at.name
  }
  return 'unknown'
}
