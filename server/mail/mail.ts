/** A letter as it goes out. The id stays the same when it has to be sent again. */
export interface Mail {
  id: string
  from: string
  to: string
  subject: string
  text: string
  html: string
}
export interface MailTransport {
  /** Resolves once whoever carries it on has taken it. */
  send: (mail: Mail) => Promise<void>
  close: () => void
}

/** The host after the `@` of the sender: letters are named after it. */
export const hostOf = (from: string): string => /@([^\s<>]+)/.exec(from)?.[1] ?? 'localhost'
