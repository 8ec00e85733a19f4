import { z } from 'zod'
import { parseJson } from '../sources/stokt/parseJson'
import { StoktFailure } from './stoktFailure'
import { createStoktHttp, type StoktHttpParts } from './stoktHttp'

const ANSWER_BYTES = 100_000
const Token = z.object({ token: z.string().regex(/^[\x21-\x7e]{1,500}$/) })
const Me = z.object({
  id: z.union([z.string().regex(/^[\w-]{1,100}$/), z.int().min(0)]).transform(String),
  fullName: z.string().max(1_000).nullish(),
})

export type PersonProof = { username: string; password: string } | { token: string }
export interface StoktPerson {
  id: string
  fullName: string
  token: string
}
/** Asks Stokt who somebody is there. @throws StoktFailure */
export type AskPerson = (proof: PersonProof) => Promise<StoktPerson>

/** The password is used for this one question and is not kept. */
export function createAskPerson(parts: Omit<StoktHttpParts, 'token'>): AskPerson {
  const read = <T>(shape: z.ZodType<T>) => (bytes: Uint8Array): T => shape.parse(parseJson(bytes, 'the answer'))

  async function tokenOf(proof: PersonProof): Promise<string> {
    if ('token' in proof) return proof.token
    const body = new URLSearchParams({ username: proof.username, password: proof.password })
    const reply = await createStoktHttp({ ...parts, token: null })({
      method: 'POST', path: '/api/token-auth', asked: 'token-auth', maxBytes: ANSWER_BYTES, body, repeatable: false, read: read(Token),
    })
    if (reply.status === 'unchanged') throw new StoktFailure('nonsense', 'token-auth')
    return reply.value.token
  }

  return async (proof) => {
    const token = await tokenOf(proof)
    const reply = await createStoktHttp({ ...parts, token })({ path: '/api/users/me', asked: 'me', maxBytes: ANSWER_BYTES, read: read(Me) })
    if (reply.status === 'unchanged') throw new StoktFailure('nonsense', 'me')
    return { id: reply.value.id, fullName: (reply.value.fullName ?? '').slice(0, 100), token }
  }
}
