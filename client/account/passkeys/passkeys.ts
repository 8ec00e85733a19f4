import type { Assertion, Attestation, CreationOptions, RequestOptions } from '../../../shared/model/passkey'

/** The reason why the browser gave none: the person refused or took too long, the device has one already, or something else. */
export type PasskeyFault = 'cancelled' | 'known' | 'failed'
export class NoPasskey extends Error {
  constructor(readonly fault: PasskeyFault) {
    super(fault)
    this.name = 'NoPasskey'
  }
}

/** Browsers make passkeys for names alone, over TLS; on one's own machine the name is localhost. */
export const canUsePasskeys = (): boolean =>
  window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|:/.test(window.location.hostname)

/** Fetched before it is needed: some browsers ask the person only right after a press. */
export const readyPasskeys = () => import('@simplewebauthn/browser')

const FAULTS: Record<string, PasskeyFault> = { NotAllowedError: 'cancelled', AbortError: 'cancelled', InvalidStateError: 'known' }

async function asked<T>(ask: (browser: Awaited<ReturnType<typeof readyPasskeys>>) => Promise<T>): Promise<T> {
  const browser = await readyPasskeys()
  try {
    return await ask(browser)
  } catch (error) {
    throw new NoPasskey(FAULTS[error instanceof Error ? error.name : ''] ?? 'failed')
  }
}

/** @throws NoPasskey */
export const makePasskey = (options: CreationOptions): Promise<Attestation> => asked(async (browser) => {
  const { id, rawId, type, response } = await browser.startRegistration({ optionsJSON: options })
  const { clientDataJSON, attestationObject, transports = [] } = response
  return { id, rawId, type, response: { clientDataJSON, attestationObject, transports } }
})

/** @throws NoPasskey */
export const signWithPasskey = (options: RequestOptions): Promise<Assertion> => asked(async (browser) => {
  const { id, rawId, type, response } = await browser.startAuthentication({ optionsJSON: options })
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  return { id, rawId, type, response: { clientDataJSON, authenticatorData, signature, userHandle } }
})
