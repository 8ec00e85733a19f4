import type { Input } from '../../../shared/contract/commands'
import type { StoktFault } from '../../../shared/contract/sources'
import type { Comment } from '../../../shared/model/comment'
import { instantOf, msOf, type Instant } from '../../../shared/model/instant'
import type { Stores } from '../../db/stores/stores'
import { StoktFailure } from '../../stokt/stoktFailure'
import type { UseCase } from '../useCase'
import { asPerson, type Person } from './asPerson'
import { climbPath, stoktComments } from './socialStokt'

/** The comment may be there all the same. */
const UNSURE: ReadonlySet<StoktFault> = new Set<StoktFault>(['nonsense', 'unreachable', 'too_slow', 'failing'])
const ANSWER_BYTES = 1_000_000
/** The same words in the same place within this time are one comment: an answer was lost, or somebody pressed twice. */
const SAME_MS = 5 * 60_000

interface Saying {
  stores: Pick<Stores, 'imports'>
  person: Person
  now: Instant
  said: Input<'stokt.comment'>
}

/** The comment of the person with these words, if Stokt has it by now. */
async function written({ stores, person, now, said }: Saying): Promise<Comment | null> {
  person.gateway.answers.age(person.keptAs)
  const { comments } = await stoktComments(stores, person, said.id)
  const since = instantOf(msOf(now) - SAME_MS)
  const below = comments.find(({ id }) => id === said.replied_to_id)
  // An answer to an answer stands below the comment at the top.
  const place = below ? below.replied_to_id ?? below.id : said.replied_to_id ?? null
  const isIt = ({ user_id, text, created_at, replied_to_id }: Comment) =>
    user_id === person.userId && text.trim() === said.text && replied_to_id === place && created_at >= since
  return comments.findLast(isIt) ?? null
}

async function writeOnce(saying: Saying): Promise<Comment> {
  const { person, said } = saying
  const before = await written(saying)
  if (before !== null) return before
  let failure: Error | null = null
  try {
    await person.http({
      method: 'POST', path: `${climbPath(said.id)}/comments`, asked: 'comment', maxBytes: ANSWER_BYTES, read: () => null,
      body: new URLSearchParams({ text: said.text, ...said.replied_to_id ? { replied_to_id: said.replied_to_id } : {} }),
    })
  } catch (error) {
    if (!(error instanceof StoktFailure) || !UNSURE.has(error.fault)) throw error
    failure = error
  }
  const after = await written(saying)
  if (after !== null) return after
  throw failure ?? new StoktFailure('nonsense', 'comment')
}

/** [SOURCE-14] Writes a comment in Stokt, once, also where the answer is lost. */
export const commentInStokt: UseCase<'stokt.comment'> = {
  runs: (context, input) => asPerson(context, async (person) => {
    const { stores, now, transact, answers } = context
    const comment = await person.gateway.alone(person.keptAs, () => writeOnce({ stores, person, now, said: input }))
    await transact(async written => answers(written, comment))
    return comment
  }),
}

export const deleteStoktComment: UseCase<'stokt.deleteComment'> = {
  runs: (context, { id, comment_id }) => asPerson(context, async ({ http, gateway, keptAs }) => {
    await http({
      method: 'DELETE', path: `${climbPath(id)}/comments/${encodeURIComponent(comment_id)}`, asked: 'comment deletion',
      maxBytes: ANSWER_BYTES, read: () => null,
    }).catch((error: unknown) => {
      // It is gone already.
      if (!(error instanceof StoktFailure) || error.fault !== 'not_found') throw error
    })
    gateway.answers.age(keptAs)
  }),
}
