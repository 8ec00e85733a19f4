/** The kinds of things that a person publishes and an admin may remove at once, in the order in which people read them. */
export const MADE_KINDS = ['climbs', 'comments', 'annotations', 'notes', 'marks', 'tasks'] as const
type MadeKind = (typeof MADE_KINDS)[number]

/** The number of things of each kind. */
export type MadeSince = Record<MadeKind, number>
