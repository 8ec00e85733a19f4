/** The place of a restore holds something already. */
export class NotEmpty extends Error {}
