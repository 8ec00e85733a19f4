/** Drafts of climbs lie in the browser's small store: they are there before anything else is, and one page alone writes them. */
const PREFIX = 'mastoc.draft'

/** [LOCAL-7] Everybody's own, the guest's without a name. */
export const draftKey = (who: string | null, ...what: (string | null | undefined)[]): string =>
  [PREFIX, who, ...what].filter(Boolean).join('.')

export function keptDraft(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

export function keepDraft(key: string, draft: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // Private mode or a full disk: the draft lasts as long as the page.
  }
}

export function forgetDraft(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept either.
  }
}

/** A guest's draft belongs to the person who logs in, unless they have one of their own there. */
export function takeOverDraft(guests: string, mine: string): void {
  const drawn = keptDraft(guests)
  if (guests === mine || drawn === null || keptDraft(mine) !== null) return
  keepDraft(mine, drawn)
  forgetDraft(guests)
}

/** [LOCAL-7] Logging out takes them along. */
export function eraseDrafts(who: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(`${draftKey(who)}.`)) localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}
