interface ScriptPolicy {
  createScriptURL: (address: string) => string
}
/** Browsers with trusted types refuse the address of a script as plain text; Firefox and Safari of some years ago have none. */
interface TrustedTypes {
  createPolicy: (name: string, policy: ScriptPolicy) => ScriptPolicy
}

const ADDRESS = '/sw.js'

/** [SEC-2] The one script that a page loads by an address in the program. The server's policy takes it under the name `mastoc` alone. */
export function workerAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  return trustedTypes?.createPolicy('mastoc', { createScriptURL: () => ADDRESS }).createScriptURL(ADDRESS) ?? ADDRESS
}
