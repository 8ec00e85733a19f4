/** Which site a browser talks to, as WebAuthn signs it. */
export interface Site {
  /** The relying party: a host's name, without its port. */
  id: string
  /** Where a page may stand that asks for a passkey. */
  origins: readonly string[]
}
