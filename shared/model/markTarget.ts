import { isMarkId } from '../documents'

/** The name under which a report and the log know a mark: `<face id>/<mark id>`. */
export const markTarget = (faceId: string, markId: string): string => `${faceId}/${markId}`

export function parseMarkTarget(target: string): { faceId: string; markId: string } | null {
  const [faceId = '', markId = '', ...rest] = target.split('/')
  return faceId !== '' && faceId.length <= 64 && isMarkId(markId) && rest.length === 0 ? { faceId, markId } : null
}
