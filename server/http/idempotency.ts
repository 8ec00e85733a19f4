import { createHash } from 'node:crypto'
import { userIdOf, type Actor } from '../../shared/access/actor'
import { commands, type CommandName } from '../../shared/contract/commands'
import type { Command } from '../../shared/contract/command'
import { Refusal } from '../../shared/result'
import { answersKept } from '../auth/rateLimits'
import { encrypt, decrypt } from '../auth/encryption'
import type { Services } from '../services'
import type { WriteContext } from '../usecases/context'

export interface Answer {
  output: unknown
  /** Where the feeds stand that this command changed. */
  cursors: ReadonlyMap<string, string>
  status: number
}

/** One use of an Idempotency-Key: the first answer is every answer. */
export interface IdempotentRequest {
  /** Answers as the first time, or does the work and keeps its answer. A refusal is not kept: it changed nothing. */
  answer: (work: () => Promise<Answer>) => Promise<Answer>
  /** Inside the transaction that decides: what is going to be answered is committed with it. */
  keep: (context: WriteContext, answer: Omit<Answer, 'cursors'>) => void
}

/** In how many of the cases in which an answer is kept the oldest are looked at. */
const PRUNED = 1 / 16

/** Ends a transaction whose work another request under the same key did at the same moment. */
class AnsweredMeanwhile extends Error {}

/** Whose keys these are; null for a guest, who has none. */
function ownerOf(actor: Actor): string | null {
  if (actor.kind === 'key') return `key:${actor.id ?? actor.name}`
  return actor.kind === 'user' ? `user:${userIdOf(actor)}` : null
}

function checkedKey(key: string): string {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Refusal('invalid', {}, { issues: [{ path: 'Idempotency-Key', message: '1-200 ASCII' }] })
  return key
}

/** Cookies are not kept: whoever has an owner logged in before. */
const written = ({ output, status, cursors }: Answer): string => JSON.stringify({ output, status, cursors: [...cursors] })
function read(text: string): Answer {
  const { cursors, ...rest } = JSON.parse(text) as Omit<Answer, 'cursors'> & { cursors: [string, string][] }
  return { ...rest, cursors: new Map(cursors) }
}

/** [REST-11] @returns null where the answer is not kept: without a key, for guests, for reads and for files @throws Refusal `invalid` */
export function idempotentRequest(services: Services, asked: { name: CommandName; raw: unknown; actor: Actor; key: string | null }): IdempotentRequest | null {
  const { config, clock, stores } = services
  const command: Command = commands[asked.name]
  const owner = ownerOf(asked.actor)
  if (asked.key === null || owner === null || command.method === 'GET' || command.upload) return null
  const at = { actor: owner, key: checkedKey(asked.key) }
  const request_hash = createHash('sha256').update(JSON.stringify([asked.name, asked.raw])).digest('base64url')
  const stored = (answer: Answer) => ({ request_hash, sealed: encrypt(written(answer), config.jwtSecret, 'answer') })
  let isKept = false

  /** Restored on a host with another secret: that it was done is known, not what was answered, and it is not done again. */
  function opened(sealed: string): Answer {
    try {
      return read(decrypt(sealed, config, 'answer'))
    } catch {
      throw new Refusal('idempotency_mismatch')
    }
  }
  async function find(): Promise<Answer | null> {
    const kept = await stores.answers.get(at)
    if (kept && kept.request_hash !== request_hash) throw new Refusal('idempotency_mismatch')
    return kept && opened(kept.sealed)
  }
  return {
    async answer(work) {
      const before = await find()
      if (before) return before
      try {
        const answer = await work()
        if (!isKept && !await stores.answers.keep(at, stored(answer), clock())) throw new AnsweredMeanwhile()
        // Now and then is enough: a few too many do no harm.
        if (Math.random() < PRUNED) await stores.answers.forgetBeyond(owner, answersKept[owner.startsWith('key:') ? 'key' : 'user'])
        return answer
      } catch (error) {
        // Whoever came second may also have found the thing changed or gone by the first.
        const meanwhile = error instanceof AnsweredMeanwhile || error instanceof Refusal ? await find() : null
        if (meanwhile) return meanwhile
        throw error
      }
    },
    keep({ stores: inside, now, atEnd }, answer) {
      atEnd(async (cursors) => {
        if (!await inside.answers.keep(at, stored({ ...answer, cursors }), now)) throw new AnsweredMeanwhile()
        isKept = true
      })
    },
  }
}
