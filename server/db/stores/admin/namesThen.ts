import { eq, inArray, or } from 'drizzle-orm'
import { PEOPLE_IN_DETAIL } from '../../../../shared/contract/admin'
import type { Database } from '../../database'
import type { AuditEntry } from './audit'

/** The part of a thing of an act on many begins so. */
export const ONE_OF = 'of:'

/** A name in an entry of the log: `actor`, `target`, the field of the detail that it stands for, or one of many things. */
export interface NameThen {
  part: string
  kind: string
  ref_id: string
  name: string
}

type Ref = Omit<NameThen, 'name'>

function refsOf({ actor, target, detail = {} }: AuditEntry): Ref[] {
  return [
    ...(actor.kind === 'user' ? [{ part: 'actor', kind: 'user', ref_id: actor.id }] : []),
    { part: 'target', kind: target.kind, ref_id: target.id },
    ...PEOPLE_IN_DETAIL.flatMap(part => (typeof detail[part] === 'string' ? [{ part, kind: 'user', ref_id: detail[part] }] : [])),
  ].filter(({ ref_id }) => ref_id !== '')
}

/** [AUDIT-3] The names of an entry's things at this moment. The name of a private climb is hidden from admins. */
export async function namesThen(db: Database, entry: AuditEntry): Promise<NameThen[]> {
  const { users, climbs, faces, holds, apiKeys } = db.t
  const refs = refsOf(entry)
  const given = Object.entries(entry.names ?? {}).map(([part, name]): NameThen => {
    const ref = refs.find(one => one.part === part)
    return { part, kind: ref?.kind ?? 'user', ref_id: ref?.ref_id ?? entry.target.id, name }
  })
  const key: NameThen[] =
    entry.actor.kind === 'key'
      ? [{ part: 'actor', kind: 'apikey', ref_id: entry.actor.id ?? entry.actor.name, name: entry.actor.name }]
      : []
  const wanted = refs.filter(({ part }) => !given.some(name => name.part === part))
  const ids = (kind: string) => wanted.filter(ref => ref.kind === kind).map(({ ref_id }) => ref_id)
  const known = new Map<string, string>()
  if (ids('user').length > 0) {
    const rows = await db
      .select({ id: users.id, full_name: users.full_name, username: users.username })
      .from(users)
      .where(inArray(users.id, ids('user')))
    for (const row of rows) known.set(`user ${row.id}`, row.full_name || row.username)
  }
  const [climb, face, hold, apikey] = [ids('climb')[0], ids('face')[0], Number(ids('hold')[0]), ids('apikey')[0]]
  if (climb !== undefined) {
    const [row] = await db.select({ name: climbs.name, isPrivate: climbs.is_private }).from(climbs).where(eq(climbs.id, climb))
    if (row && !row.isPrivate) known.set(`climb ${climb}`, row.name)
  }
  if (face !== undefined) {
    const [row] = await db.select({ name: faces.name }).from(faces).where(or(eq(faces.id, face), eq(faces.stokt_id, face)))
    if (row) known.set(`face ${face}`, row.name)
  }
  if (Number.isSafeInteger(hold)) {
    const [row] = await db.select({ label: holds.label }).from(holds).where(eq(holds.id, hold))
    if (row?.label) known.set(`hold ${hold}`, row.label)
  }
  if (apikey !== undefined) {
    const [row] = await db.select({ name: apiKeys.name }).from(apiKeys).where(eq(apiKeys.id, apikey))
    if (row) known.set(`apikey ${apikey}`, row.name)
  }
  const found = wanted.flatMap(ref =>
    known.has(`${ref.kind} ${ref.ref_id}`) ? [{ ...ref, name: known.get(`${ref.kind} ${ref.ref_id}`) ?? '' }] : [],
  )
  const things = (entry.things ?? []).map(({ kind, id, name }): NameThen => ({ part: `${ONE_OF}${id}`, kind, ref_id: id, name }))
  return [...given, ...key, ...found, ...things]
}
