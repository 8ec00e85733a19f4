/** The export as a whole cannot be used; the message says which file and why, in words for the person who typed the command. */
export class UnusableExport extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnusableExport'
  }
}
