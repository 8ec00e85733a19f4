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
  /** Resolves once the next mail server has taken it. */
  send: (mail: Mail) => Promise<void>
  close: () => void
}

/** The host after the `@` of the sender, which is part of each letter's id. */
export const hostOf = (from: string): string => /@([^\s<>]+)/.exec(from)?.[1] ?? 'localhost'
