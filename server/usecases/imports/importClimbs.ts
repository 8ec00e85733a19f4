import { randomUUID } from 'node:crypto'
import { normalise } from '../../../shared/rules/text'
import { usernameKey } from '../../../shared/rules/username'
import type { AuditEntry } from '../../db/stores/admin/audit'
import type { ImportSetter, WallImport } from '../../sources/wallImport'
import type { WriteContext } from '../../transaction/context'
import { setterKey } from '../users/setterKey'
import type { ImportReport } from './importReport'
import { putClimbs } from './putClimbs'
import { classifyChange } from './classifyChange'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>
/** Climbs of one face, and the setters they name. */
export type ClimbsPart = Pick<WallImport, 'setters' | 'climbs'>
interface Place {
  faceId: string
  actor: AuditEntry['actor']
}

/** Writes setters as users without a password. A name that the import changes reaches their climbs. */
async function putSetters({ stores, touch, now }: Context, part: ClimbsPart, report: ImportReport): Promise<Map<string, string>> {
  const usernameOf = (setter: ImportSetter) =>
    setter.own?.username ?? `${setter.full_name.slice(0, 40) || 'setter'}-${(setter.stokt_id ?? setter.key).slice(0, 8)}`
  const found = await stores.imports.setters(
    part.setters.flatMap(setter => setter.stokt_id ?? []),
    part.setters.map(setter => usernameKey(usernameOf(setter))),
    part.setters.flatMap(setter => setter.own?.id ?? []),
  )
  const known = found.filter(user => user.stokt_id !== null || user.email === null)
  // These are setters whom a user claimed, or whose person deleted their account.
  const aliases = await stores.claims.aliases(
    part.setters.map(setter => setterKey({ stokt_id: setter.stokt_id, username_key: usernameKey(usernameOf(setter)) })),
  )
  const taken = new Set(found.map(user => user.username_key))
  const ids = new Map<string, string>()
  const fresh: Parameters<typeof stores.imports.insertUsers>[0][number][] = []
  for (const setter of part.setters) {
    const alias = aliases.get(setterKey({ stokt_id: setter.stokt_id, username_key: usernameKey(usernameOf(setter)) }))
    if (alias !== undefined) {
      report.tallies.setters.unchanged++
      if (alias !== null) ids.set(setter.key, alias)
      continue
    }
    const was = known.find(user =>
      setter.stokt_id === null ? user.username_key === usernameKey(usernameOf(setter)) : user.stokt_id === setter.stokt_id,
    ) ?? found.find(user => user.id === setter.own?.id)
    const id = was?.id ?? setter.own?.id ?? randomUUID()
    ids.set(setter.key, id)
    // A person who took over a setter's account names themselves.
    const wanted = was?.password_hash ? {} : { full_name: setter.full_name }
    if (!classifyChange(was, wanted, report.tallies.setters)) continue
    if (was) {
      await stores.users.update(id, { ...wanted, updated_at: now })
      for (const climbId of await stores.climbs.idsBySetter(id)) touch.climbAnywhere(climbId)
    } else {
      // Somebody may have registered under that very name: then the setter's ends in its own id.
      const isTaken = taken.has(usernameKey(usernameOf(setter)))
      const username = isTaken ? `${setter.full_name.slice(0, 40)}-${id.slice(0, 8)}` : usernameOf(setter)
      fresh.push({
        id, stokt_id: setter.stokt_id, username, username_key: usernameKey(username), full_name: setter.full_name,
        full_name_search: normalise(setter.full_name), role: 'user', source: setter.stokt_id === null ? 'mastoc' : 'stokt',
        is_active: true, created_at: now, updated_at: now,
      })
    }
  }
  await stores.imports.insertUsers(fresh)
  return ids
}

/**
 * Imports climbs of a face that is stored, with their setters. Its outcome is added to the report.
 * @returns the ids of the setters, by the keys that climbs name them with
 */
export async function importClimbs(context: Context, part: ClimbsPart, place: Place, report: ImportReport): Promise<Map<string, string>> {
  const setterIds = await putSetters(context, part, report)
  await putClimbs(context, part, { ...place, setterIds }, report)
  return setterIds
}
