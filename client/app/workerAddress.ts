interface ScriptPolicy {
  createScriptURL: (address: string) => string
}
/** What browsers offer that refuse scripts from plain texts; Firefox and Safari of some years ago do not. */
interface TrustedTypes {
  createPolicy: (name: string, policy: ScriptPolicy) => ScriptPolicy
}

const ADDRESS = '/sw.js'

/** [SEC-2] The one script that a page loads by an address in the program. The server's policy takes it under the name `mastoc` alone. */
export function workerAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  return trustedTypes?.createPolicy('mastoc', { createScriptURL: () => ADDRESS }).createScriptURL(ADDRESS) ?? ADDRESS
}
