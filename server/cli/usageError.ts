/** What was typed cannot be; the message says what to type instead. */
export class UsageError extends Error {}
