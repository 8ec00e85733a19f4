import { PERSON_LIST_MAX, type Person } from '../../../shared/contract/people'
import { instantOf, msOf } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import type { StoredUser } from '../../db/stores/accounts/users'
import type { RunContext, UseCase } from '../useCase'
import type { ReadContext } from '../../transaction/context'
import { adminUserView } from '../users/userView'
import { sessionCounts } from './listUsers'
import { sheetContents } from './sheetContents'

/** [PERSON-2] Addresses of devices are not shown when they are older, even before the job erased them. */
const ADDRESS_MS = 90 * 24 * 3600 * 1000

async function inviteOf({ stores }: Pick<ReadContext, 'stores'>, { invite_id }: StoredUser): Promise<Person['invite']> {
  const invite = invite_id === null ? null : await stores.people.invite(invite_id)
  if (!invite) return null
  const [maker] = invite.by_id === null ? [] : await stores.users.byIds([invite.by_id])
  return { ...invite, by_name: maker ? maker.full_name || maker.username : null }
}

async function claimsOf({ stores }: Pick<ReadContext, 'stores'>, { id }: StoredUser): Promise<Person['claims']> {
  const claims = await stores.claims.ofUser(id)
  const setters = new Map((await stores.users.byIds(claims.map(({ setter_id }) => setter_id))).map(user => [user.id, user]))
  return claims.map((claim) => {
    const setter = setters.get(claim.setter_id)
    return { ...claim, setter_name: setter ? setter.full_name || setter.username : '' }
  })
}

async function devicesOf({ stores, now }: Pick<ReadContext, 'stores' | 'now'>, { id }: StoredUser): Promise<Person['devices']> {
  const shownSince = instantOf(msOf(now) - ADDRESS_MS)
  return (await stores.sessions.ofUser(id))
    .map(device => ({ ...device, address: device.used_at < shownSince ? null : device.address }))
    .sort((a, b) => (a.used_at < b.used_at ? 1 : -1))
}

const newest = <T>(all: readonly T[]) => ({ results: all.slice(0, PERSON_LIST_MAX), count: all.length })

/** Reads what the person wrote and drew on the sheets that everybody reads. */
async function onSheets(
  context: Pick<RunContext<unknown>, 'stores' | 'services'>,
  { id }: StoredUser,
): Promise<Pick<Person, 'notes' | 'marks'>> {
  const sheets = await sheetContents(context)
  const written = await context.stores.people.lastNotes(id)
  const notes = written.flatMap((note) => {
    const text = sheets.get(note.face_id)?.notes[String(note.hold_id)]
    return text === undefined ? [] : [{ ...note, text }]
  })
  const marks = [...sheets].flatMap(([face_id, sheet]) =>
    sheet.marks.filter(([, { by }]) => by === id).map(([markId, { kind, text }]) => ({ face_id, id: markId, kind, text })),
  )
  return { notes: newest(notes), marks: newest(marks) }
}

async function madeBy({ stores }: Pick<ReadContext, 'stores'>, { id }: StoredUser) {
  const tasks = await stores.people.askedTasks(id, PERSON_LIST_MAX)
  const notices = await stores.people.publishedNotices(id, PERSON_LIST_MAX)
  return {
    climbs: await stores.people.publicClimbs(id, PERSON_LIST_MAX),
    comments: await stores.people.publicComments(id, PERSON_LIST_MAX),
    private_climbs_count: await stores.people.countPrivateClimbs(id),
    tasks: { results: await stores.tasks.views(tasks.results), count: tasks.count },
    annotations: await stores.people.annotated(id),
    notices: { results: await stores.notices.views(notices.results), count: notices.count },
  }
}

/** [PERSON-1] One person as admins see them. Their votes and remarks are never read here, and private climbs only counted. */
export const getPerson: UseCase<'users.person'> = {
  async runs(context, { id }) {
    const user = await context.stores.users.byId(id)
    if (!user) throw new Refusal('not_found')
    const sessions = await sessionCounts(context, [user])
    return {
      account: { ...adminUserView(user, context.now), sessions_count: sessions.get(id) ?? 0 },
      deletes_at: user.deletes_at,
      claims: await claimsOf(context, user),
      invite: await inviteOf(context, user),
      devices: await devicesOf(context, user),
      ...(await onSheets(context, user)),
      ...(await madeBy(context, user)),
    }
  },
}
