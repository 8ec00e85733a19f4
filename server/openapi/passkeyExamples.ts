import type { Assertion, Attestation, CreationOptions, RequestOptions } from '../../shared/model/passkey'

const credential = { id: 'mFz2Zt0XhV9b1nC4', rawId: 'mFz2Zt0XhV9b1nC4', type: 'public-key' } as const
export const assertion: Assertion = {
  ...credential,
  response: {
    clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0',
    authenticatorData: 'SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ',
    signature: 'MEUCIQDf0Vb0Xy',
  },
}
export const attestation: Attestation = {
  ...credential,
  response: { clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0', attestationObject: 'o2NmbXRkbm9uZQ', transports: ['internal'] },
}
export const requestOptions: RequestOptions = {
  rpId: 'mastoc.example',
  challenge: 'q2X0b1nC4mFz2Zt0XhV9',
  timeout: 300_000,
  allowCredentials: [],
  userVerification: 'required',
}
export const creationOptions: CreationOptions = {
  rp: { id: 'mastoc.example', name: 'mastoc' },
  user: { id: 'MWU4YTZiMmM', name: 'belette', displayName: 'Belette' },
  challenge: 'q2X0b1nC4mFz2Zt0XhV9',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  timeout: 300_000,
  excludeCredentials: [],
  authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  attestation: 'none',
}
