/** The place of a restore already holds data. */
export class NotEmpty extends Error {}
