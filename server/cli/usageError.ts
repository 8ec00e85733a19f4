/** The arguments make no sense; the message says what to type instead. */
export class UsageError extends Error {}
