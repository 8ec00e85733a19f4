/** The site that a browser talks to, as WebAuthn signs it. */
export interface Site {
  /** The relying party: a host's name, without its port. */
  id: string
  /** The origins of pages that may ask for a passkey. */
  origins: readonly string[]
}
