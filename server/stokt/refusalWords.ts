import { z } from 'zod'

const Reasons = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const LONGEST = 300

/** The words of Stokt in `{"nonFieldErrors": […]}` or `{"field": […]}`, in one line; null if there are none. */
export function refusalWords(body: Uint8Array): string | null {
  let read: unknown
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return null
  }
  const reasons = Reasons.safeParse(read)
  if (!reasons.success) return null
  const sentences = Object.entries(reasons.data).flatMap(([field, told]) =>
    [told].flat().map(sentence => (['nonFieldErrors', 'detail'].includes(field) ? sentence : `${field}: ${sentence}`)))
  const line = sentences.join(' ').replace(/[\p{Cc}\p{Surrogate}\s]+/gu, ' ').trim()
  return line === '' ? null : Array.from(line).slice(0, LONGEST).join('')
}
