/** The export as a whole cannot be used; the message names the file and the reason, for the person who typed the command. */
export class UnusableExport extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnusableExport'
  }
}
