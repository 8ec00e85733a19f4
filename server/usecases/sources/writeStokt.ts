import { instantOf, msOf } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { formatHoldsList } from '../../../shared/rules/holdsList'
import { contentOf, knowsHolds, newBodyOf, orderedHolds, type StoktContent } from '../../../shared/rules/stoktContent'
import { parseJson } from '../../sources/stokt/parseJson'
import { RawClimb } from '../../sources/stokt/shapes'
import { StoktFailure } from '../../stokt/stoktFailure'
import { checkedFeetRule, checkedGrade, checkedHolds } from '../climbs/checkedClimb'
import type { UseCase } from '../useCase'
import { asPerson, type Person } from './asPerson'
import { ownPath, stoktFace } from './readStokt'
import { climbsOn, type StoktFace } from './stoktClimbView'

const ANSWER_BYTES = 1_000_000

/** [SOURCE-4] Liking twice is liking once, as here. */
async function setLike({ http, gateway, keptAs }: Person, id: string, isOn: boolean): Promise<void> {
  await http({
    method: isOn ? 'POST' : 'DELETE', path: `/api/climbs/${encodeURIComponent(id)}/likes`, asked: 'like',
    maxBytes: ANSWER_BYTES, read: () => null,
  })
  gateway.answers.age(keptAs)
}

/** [SOURCE-4] Stokt takes both words and looks at the one that is true. */
async function setBookmark({ http, gateway, keptAs }: Person, id: string, isOn: boolean): Promise<void> {
  await http({
    method: 'PATCH', path: `/api/climbs/${encodeURIComponent(id)}/bookmarked`, asked: 'bookmark', maxBytes: ANSWER_BYTES,
    body: new URLSearchParams({ added: String(isOn), removed: String(!isOn) }), read: () => null,
  })
  gateway.answers.age(keptAs)
}

export const likeInStokt: UseCase<'stokt.like'> = { runs: (context, { id }) => asPerson(context, person => setLike(person, id, true)) }
export const unlikeInStokt: UseCase<'stokt.unlike'> = { runs: (context, { id }) => asPerson(context, person => setLike(person, id, false)) }

export const bookmarkInStokt: UseCase<'stokt.bookmark'> = {
  runs: (context, { id }) => asPerson(context, person => setBookmark(person, id, true)),
}
export const unbookmarkInStokt: UseCase<'stokt.unbookmark'> = {
  runs: (context, { id }) => asPerson(context, person => setBookmark(person, id, false)),
}

/** The person's climb of this name with these holds, as Stokt has it at this moment. */
async function alreadySet({ api }: Person, path: string, { name, holds }: StoktContent): Promise<unknown> {
  for (let [at, pages]: [string | null, number] = [path, 0]; at !== null && pages < 100; pages++) {
    const reply = await api.climbs(at, null)
    if (reply.status === 'unchanged') throw new StoktFailure('nonsense', 'my-set-climbs')
    const found = reply.value.rows.find((row) => {
      const { data } = RawClimb.safeParse(row)
      return data?.name === name && orderedHolds(data.holdsList) === holds
    })
    if (found !== undefined) return found
    at = reply.value.next
  }
  return null
}

/** An answer may be lost although the climb was set: then it is looked for, here or when the person tries again. */
async function setOnce(person: Person, { stokt_id }: StoktFace, wanted: StoktContent): Promise<unknown> {
  const own = ownPath(person, 'set')
  const before = await alreadySet(person, own, wanted)
  if (before !== null) return before
  try {
    const reply = await person.http<unknown>({
      method: 'POST', path: `/api/faces/${encodeURIComponent(stokt_id)}/climbs`, asked: 'climb',
      maxBytes: ANSWER_BYTES, body: newBodyOf(wanted),
      read(bytes) {
        const value = parseJson(bytes, 'the answer')
        RawClimb.parse(value)
        return value
      },
    })
    if (reply.status === 'answer') return reply.value
    throw new StoktFailure('nonsense', 'climb')
  } catch (error) {
    const isUnsure = error instanceof StoktFailure && ['nonsense', 'unreachable', 'too_slow', 'failing'].includes(error.fault)
    const after = isUnsure ? await alreadySet(person, own, wanted).catch(() => null) : null
    if (after === null) throw error
    return after
  }
}

/** [SOURCE-5] Sets a climb in Stokt. It is checked as one of ours is, and is never there twice. */
export const setStoktClimb: UseCase<'stokt.setClimb'> = {
  async runs(context, input) {
    const { stores, now, transact, answers } = context
    const face = await stoktFace(stores, input.face_id)
    const wanted = contentOf({
      ...input, holds_list: formatHoldsList(await checkedHolds(stores, face.id, input.holds_list)), description: input.description ?? null,
      grade_font: checkedGrade(input.grade_font ?? null).grade_font,
      feet_rule: checkedFeetRule(input.feet_rule ?? null, face.feet_rules_options), tags: [],
    })
    if (!knowsHolds(wanted)) throw new Refusal('unknown_hold')
    return asPerson(context, async (person) => {
      const row = await person.gateway.alone(person.keptAs, () => setOnce(person, face, wanted))
      person.gateway.answers.age(person.keptAs)
      const { climbs: [climb] } = await climbsOn(stores, face, { rows: [row], at: instantOf(msOf(now)), gym: person.gateway.gym })
      if (!climb) throw new Refusal('stokt_nonsense')
      await transact(async written => answers(written, climb))
      return climb
    })
  },
}
