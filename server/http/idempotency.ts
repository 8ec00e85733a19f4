import { createHash } from 'node:crypto'
import { userIdOf, type Actor } from '../../shared/access/actor'
import { commands, type CommandName } from '../../shared/contract/commands'
import type { Command } from '../../shared/contract/command'
import { Refusal } from '../../shared/result'
import { answersKept } from '../auth/rateLimits'
import { encrypt, decrypt } from '../auth/encryption'
import type { Services } from '../services/services'
import type { WriteContext } from '../transaction/context'

export interface Answer {
  output: unknown
  /** The cursors of the feeds that this command changed. */
  cursors: ReadonlyMap<string, string>
  status: number
}

/** One use of an Idempotency-Key: every repetition gets the first answer. */
export interface IdempotentRequest {
  /** Answers as the first time, or does the work and keeps its answer. A refusal is not kept, because it changed nothing. */
  answer: (work: () => Promise<Answer>) => Promise<Answer>
  /** Keeps the answer inside the deciding transaction, so that both are committed together. */
  keep: (context: WriteContext, answer: Omit<Answer, 'cursors'>) => void
}

/** The oldest answers are looked for in this share of the cases in which one is kept. */
const PRUNED = 1 / 16

/** Ends a transaction whose work another request under the same key did at the same moment. */
class ConcurrentAnswer extends Error {}

/** The owner of the keys; null for a guest, who has none. */
function ownerOf(actor: Actor): string | null {
  if (actor.kind === 'key') return `key:${actor.id ?? actor.name}`
  return actor.kind === 'user' ? `user:${userIdOf(actor)}` : null
}

function checkedKey(key: string): string {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Refusal('invalid', {}, { issues: [{ path: 'Idempotency-Key', message: '1-200 ASCII' }] })
  return key
}

/** Cookies are not kept: a caller with keys logged in before. */
const written = ({ output, status, cursors }: Answer): string => JSON.stringify({ output, status, cursors: [...cursors] })
function read(text: string): Answer {
  const { cursors, ...rest } = JSON.parse(text) as Omit<Answer, 'cursors'> & { cursors: [string, string][] }
  return { ...rest, cursors: new Map(cursors) }
}

/**
 * [REST-11] @returns null if the answer is not kept: without a key, for guests, for reads and for files
 * @throws Refusal `invalid`
 */
export function idempotentRequest(
  services: Services,
  asked: { name: CommandName; raw: unknown; actor: Actor; key: string | null },
): IdempotentRequest | null {
  const { config, clock, stores } = services
  const command: Command = commands[asked.name]
  const owner = ownerOf(asked.actor)
  if (asked.key === null || owner === null || command.method === 'GET' || command.upload) return null
  const at = { actor: owner, key: checkedKey(asked.key) }
  const request_hash = createHash('sha256').update(JSON.stringify([asked.name, asked.raw])).digest('base64url')
  const stored = (answer: Answer) => ({ request_hash, sealed: encrypt(written(answer), config.jwtSecret, 'answer') })
  let isKept = false

  /**
   * The answer was encrypted on a host with another secret. It is known to be done and is not done again, but it cannot
   * be read.
   */
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
        if (!isKept && !await stores.answers.keep(at, stored(answer), clock())) throw new ConcurrentAnswer()
        // It is enough now and then: a few too many do no harm.
        if (Math.random() < PRUNED) await stores.answers.forgetBeyond(owner, answersKept[owner.startsWith('key:') ? 'key' : 'user'])
        return answer
      } catch (error) {
        // The second request may also have found the thing changed or deleted by the first.
        const meanwhile = error instanceof ConcurrentAnswer || error instanceof Refusal ? await find() : null
        if (meanwhile) return meanwhile
        throw error
      }
    },
    keep({ stores: inside, now, atEnd }, answer) {
      atEnd(async (cursors) => {
        if (!await inside.answers.keep(at, stored({ ...answer, cursors }), now)) throw new ConcurrentAnswer()
        isKept = true
      })
    },
  }
}
