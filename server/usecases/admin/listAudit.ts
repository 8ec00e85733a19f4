import { PEOPLE_IN_DETAIL, type AuditEvent } from '../../../shared/contract/admin'
import { Refusal } from '../../../shared/result'
import type { ListedAudit, StoredAudit } from '../../db/stores/admin/audit'
import type { AuditFilter } from '../../db/stores/admin/auditReads'
import type { Stores } from '../../db/stores/stores'
import { auditEvents } from '../../feeds/auditEvent'
import type { UseCase } from '../useCase'

/** The present names of ids, for entries from before names were kept. The name of a private climb is hidden from admins. */
async function namesOf(stores: Stores, events: readonly StoredAudit[]): Promise<Map<string, string>> {
  const targets = (kind: string) => [...new Set(events.filter(event => event.target_kind === kind).map(event => event.target_id))]
  const people = new Set([
    ...targets('user'),
    ...events.flatMap(event => event.actor_id ?? []),
    ...events.flatMap(({ detail }) => PEOPLE_IN_DETAIL.flatMap(part => (typeof detail[part] === 'string' ? detail[part] : []))),
  ])
  const keys = events.some(event => event.actor_kind === 'key' || event.target_kind === 'apikey') ? await stores.apiKeys.list() : []
  const faces = targets('face').length > 0 ? await stores.walls.faces({}) : []
  return new Map([
    ...(await stores.users.byIds([...people])).map(user => [user.id, user.full_name || user.username] as const),
    ...(await stores.climbs.rows(targets('climb'))).filter(climb => !climb.is_private).map(climb => [climb.id, climb.name] as const),
    ...keys.map(key => [key.id, key.name] as const),
    ...faces.flatMap(face => [face.id, face.stokt_id].flatMap(id => (id === null ? [] : [[id, face.name] as const]))),
  ])
}

async function idOf({ users }: Stores, asked: string | undefined): Promise<string | undefined> {
  if (asked === undefined) return undefined
  return (await users.byEmail(asked) ?? await users.byUsername(asked))?.id ?? asked
}

/** The filter of the store. A user's name or e-mail may stand for their id. */
export async function filterOf(stores: Stores, asked: AuditFilter): Promise<AuditFilter> {
  return { ...asked, actor: await idOf(stores, asked.actor), target: await idOf(stores, asked.target) }
}

/** Entries as admins read them. */
export const eventsOf = async (stores: Stores, entries: readonly ListedAudit[]): Promise<AuditEvent[]> =>
  auditEvents(stores.audit, entries, await namesOf(stores, entries))

/** [AUDIT-16] */
export const auditThings: UseCase<'audit.things'> = {
  async reads({ stores }, { id, page, page_size }) {
    const [entry] = await stores.audit.byIds([id])
    if (!entry) throw new Refusal('not_found')
    return { ...await stores.audit.thingsOf(id, { page, page_size }), page, page_size }
  },
}

/** [AUDIT-1] The names of deleted accounts are forgotten after 90 days. */
export const listAudit: UseCase<'audit.list'> = {
  async reads({ stores }, { page, page_size, ...asked }) {
    const { results, count } = await stores.audit.list(await filterOf(stores, asked), { page, page_size })
    return { results: await eventsOf(stores, results), count, page, page_size }
  },
}
