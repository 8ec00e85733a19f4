import { faceFeed } from '../../shared/feedName'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { guest } from '../../shared/access/actor'
import { VOTES_MAP, voteKey } from '../../shared/documents'
import { FIRST_OWN_HOLD_ID } from '../../shared/model/holdNumbers'
import { migratedEnvironments } from '../../tests/support/environments'
import {
  ACCOUNTS,
  ANNOTATIONS,
  CLIMBS,
  FIRST_STOKT_HOLD,
  LOST_CLIMBS,
  OWN_HOLDS,
  oldIds,
  people,
  PICTURE,
  STOKT_HOLDS,
  traps,
  USERS,
} from '../../tests/support/oldServer/oldRows'
import { oldPasswordHash, startOldServer } from '../../tests/support/oldServer/startOldServer'
import { smallWall } from '../../tests/support/wall'
import { readDocument } from '../collab/persistence'
import { readOldServer } from '../db/pythonServer/readOldServer'
import { storesOn, type Stores } from '../db/stores/stores'
import type { WriteContext } from '../transaction/context'
import { importWall } from '../usecases/imports/importWall'
import { takeOver } from '../usecases/takeOver/takeOver'
import { withCliContext } from './cliContext'
import { run } from './run'

const HOLDS = STOKT_HOLDS + OWN_HOLDS
const TAKEN_CLIMBS = CLIMBS - LOST_CLIMBS
const ALL_CREATED = [
  'gyms 2 0 0 0', 'faces 2 0 0 0', 'photos 1 0 0 0', `holds ${HOLDS} 0 0 0`, `users ${USERS} 0 0 0`, 'avatars 2 0 0 1',
  `climbs ${TAKEN_CLIMBS} 0 0 ${LOST_CLIMBS}`, 'remarks 1 0 0 1', `annotations ${ANNOTATIONS - 1} 0 0 1`,
]
const ALL_UNCHANGED = [
  'gyms 0 0 2 0', 'faces 0 0 2 0', 'photos 0 0 1 0', `holds 0 0 ${HOLDS} 0`, `users 0 0 ${USERS} 0`, 'avatars 0 0 2 1',
  `climbs 0 0 ${TAKEN_CLIMBS} ${LOST_CLIMBS}`, 'remarks 0 0 1 1', `annotations 0 0 ${ANNOTATIONS - 1} 1`,
]
const NOTHING = { gyms: 0, faces: 0, holds: 0, climbs: 0, users: 0 }

describe.each(['sqlite', 'postgres'] as const)('import mastoc-python on %s', (kind) => {
  async function cliContext() {
    const environment = await migratedEnvironments[kind]()
    const mastoc = async (...words: string[]) => {
      const spoken = { out: [] as string[], err: [] as string[] }
      const code = await run(['import', 'mastoc-python', ...words], {
        environment, out: line => spoken.out.push(line), err: line => spoken.err.push(line), terminal: null,
      })
      return { code, ...spoken, table: spoken.out.slice(1, 10).map(line => line.replace(/\s+/g, ' ')) }
    }
    const look = <T>(read: (stores: Stores) => Promise<T>) => withCliContext(environment, ({ db }) => read(storesOn(db)))
    const write = <T>(work: (context: WriteContext) => Promise<T>) =>
      withCliContext(environment, async ({ transactions }) => (await transactions(guest, work)).value)
    const feedRows = () => look(({ feeds }) => feeds.rowsAfter(faceFeed(oldIds.face), { rev: 0, base: 0, limit: 10_000 }))
    return { mastoc, look, write, feedRows, environment }
  }
  const climbsOf = (stores: Stores, ...ns: number[]) => stores.takeOver.climbs(ns.map(oldIds.climb))

  it('[MOVE-1] [MOVE-3] takes everything over under its own ids, and changes nothing the second time', async () => {
    const { mastoc, look, feedRows } = await cliContext()
    const { url, files } = await startOldServer()
    expect(await mastoc(url, '--files', files)).toMatchObject({ code: 0, table: ALL_CREATED, err: [] })
    const before = await feedRows()
    await look(async (stores) => {
      const { gyms, faces, holds, climbs, users } = await stores.walls.counts()
      expect({ gyms, faces, holds, climbs, users }).toEqual({ gyms: 2, faces: 2, holds: HOLDS, climbs: TAKEN_CLIMBS, users: USERS })
      expect((await stores.walls.gyms()).map(({ id }) => id).sort()).toEqual([oldIds.gym, oldIds.ownGym])
      expect((await stores.walls.faces({})).map(({ id }) => id).sort()).toEqual([oldIds.face, oldIds.ownFace])
      expect(await climbsOf(stores, 100, 850, 1000)).toHaveLength(3)
      expect(await stores.users.byIds([oldIds.user(1), oldIds.user(USERS)])).toHaveLength(2)
      expect(await stores.walls.pictureFacts(PICTURE.path)).toMatchObject({ mime: 'image/jpeg' })
      expect((await stores.avatars.get(oldIds.user(people.plain)))?.bytes.subarray(8, 12).toString()).toBe('WEBP')
      expect(await stores.avatars.get(oldIds.user(people.admin))).not.toBeNull()
    })
    expect(before.filter(row => row.kind === 'climb' && row.body !== null).length).toBeGreaterThan(800)
    expect(await mastoc(url, '--files', files)).toMatchObject({ code: 0, table: ALL_UNCHANGED, err: [] })
    expect(await feedRows()).toEqual(before)
  })

  it('[MOVE-10] [MOVE-11] [MOVE-12] takes climbs as the traps have them', async () => {
    const { mastoc, look } = await cliContext()
    const { url } = await startOldServer()
    const { out } = await mastoc(url)
    await look(async (stores) => {
      const rows = new Map((await climbsOf(stores, ...Object.values(traps))).map(climb => [climb.id, climb]))
      const climb = (n: number) => rows.get(oldIds.climb(n))
      const hold = (n: number) => FIRST_STOKT_HOLD + n
      expect(climb(traps.blanks)?.holds_list).toBe(`S${hold(1)} O${hold(2)} T${hold(3)}`)
      expect(climb(traps.startAndTop)?.holds_list).toBe(`S${hold(5)} O${hold(6)} T${hold(5)}`)
      expect(climb(traps.mirror)?.mirror_holds_list).toBe(`S${hold(9)} T${hold(8)}`)
      expect(climb(traps.ownWall)?.holds_list).toMatch(new RegExp(`^S${FIRST_OWN_HOLD_ID + STOKT_HOLDS + 1 + (traps.ownWall % OWN_HOLDS)} `))
      expect(climb(traps.smallGrade)).toMatchObject({ grade_font: '6C+', grade_ircra: 19.5 })
      expect(climb(traps.ircraAlone)).toMatchObject({ grade_font: null, grade_ircra: 16.25 })
      expect(climb(traps.ungraded)).toMatchObject({ grade_font: null, grade_ircra: null })
      expect(climb(traps.strangeGrade)).toMatchObject({ grade_font: 'V5', grade_ircra: null })
      expect(climb(traps.mapped)).toMatchObject({ stokt_id: oldIds.stoktClimb(9999), source: 'mastoc' })
      expect(climb(traps.private)).toMatchObject({ is_private: true, created_by_id: oldIds.user(people.creator) })
      expect(climb(100)?.created_at ?? (await climbsOf(stores, 100))[0]?.created_at).toMatch(/^2024-05-17T04:30:00\.000100Z$/)
      const personal = await stores.climbs.personalsOf(oldIds.user(people.creator), [traps.owned, traps.badRating].map(oldIds.climb))
      expect(personal).toEqual([{ climb_id: oldIds.climb(traps.owned), personal_notes: 'talon à droite', personal_rating: 4, is_project: true }])
    })
    const said = out.join('\n')
    expect(said).toContain(`climb ${oldIds.climb(traps.anyText)} "Bloc ${traps.anyText}": its list of holds cannot be read: "tout droit puis à gauche"`)
    expect(said).toContain(`climb ${oldIds.climb(traps.strangeHold)} "Bloc ${traps.strangeHold}": its wall has no hold 777777`)
    expect(said).toContain(`climb ${oldIds.climb(traps.noHold)} "Bloc ${traps.noHold}": it names no hold`)
    expect(said).toContain(`remarks on ${oldIds.climb(traps.ownerless)}`)
    expect(said).toContain('the size of its photo is not known')
  })

  it('[MOVE-6] [MOVE-7] takes accounts with their rights, and names each account once', async () => {
    const { mastoc, look } = await cliContext()
    const { url } = await startOldServer()
    const { out } = await mastoc(url)
    const user = (n: number) => look(({ users }) => users.byId(oldIds.user(n)))
    expect(await user(people.admin)).toMatchObject({ role: 'admin', is_active: true, password_hash: await oldPasswordHash(), last_login_at: '2025-06-01T12:00:00.500000Z' })
    expect(await user(people.deactivated)).toMatchObject({ is_active: false, inactive_until: null })
    expect(await user(people.setter)).toMatchObject({ email: null, password_hash: null, stokt_id: oldIds.stoktUser(people.setter), source: 'stokt' })
    expect(await user(people.brokenHash)).toMatchObject({ password_hash: null, email: `grimpeur${people.brokenHash}@example.org` })
    const [upper, lower] = [await user(people.upper), await user(people.lower)]
    expect([upper?.username, lower?.username]).toEqual(['Loutre', `loutre-${oldIds.user(people.lower).slice(0, 8)}`])
    expect([upper?.email, lower?.email]).toEqual(['Loutre@example.org', null])
    expect(out.join('\n')).toContain(`user ${oldIds.user(people.lower)} "Grimpeur ${people.lower}": logs in as ${lower?.username ?? ''}`)
    expect(await look(({ resets }) => resets.userOf('a-code-that-must-not-come', '2025-01-01T00:00:00.000000Z' as never))).toBeNull()
  })

  it('[MOVE-13] takes annotations with their times, their consensus and their documents', async () => {
    const { mastoc, environment } = await cliContext()
    const { url } = await startOldServer()
    const { out } = await mastoc(url)
    await withCliContext(environment, async ({ db }) => {
      const stores = storesOn(db)
      const user = oldIds.user(2)
      const votes = await stores.annotations.votesOf(user)
      expect(votes).toHaveLength(HOLDS)
      expect(votes.find(({ hold_id }) => hold_id === FIRST_STOKT_HOLD + 5)).toMatchObject({
        created_at: '2024-10-26T21:30:00.000007Z', updated_at: '2026-11-01T10:00:00.000001Z', condition_at: '2026-11-01T10:00:00.000001Z', notes: 'note 165',
      })
      const consensus = await stores.annotations.keptConsensus({ faceId: oldIds.face })
      const voters = Math.floor(ANNOTATIONS / HOLDS)
      expect(consensus.get(FIRST_STOKT_HOLD + 5)?.total_annotators).toBeGreaterThanOrEqual(voters)
      expect(consensus.get(FIRST_STOKT_HOLD + 5)?.grip_type_official).toBe(true)
      const doc = new Y.Doc()
      for (const update of (await readDocument(stores, `votes/${oldIds.face}/${user}`)).updates) Y.applyUpdate(doc, update)
      expect(doc.getMap(VOTES_MAP).get(voteKey(FIRST_STOKT_HOLD + 5, 'notes'))).toBe('note 165')
      const [odd] = await stores.annotations.votesOf(oldIds.user(1), [FIRST_STOKT_HOLD])
      expect(odd).toMatchObject({ grip_type: null, condition: 'ok' })
      const [long] = await stores.annotations.votesOf(oldIds.user(1), [FIRST_STOKT_HOLD + 2])
      expect(long?.notes).toHaveLength(2000)
    })
    expect(out.join('\n')).toContain('comes without its grip_type "boule"')
  })

  it('[MOVE-2] shows in a dry run what would come, and reads what is no Python server without writing anything', async () => {
    const { mastoc, look } = await cliContext()
    const { url, files, run: change } = await startOldServer()
    const dry = await mastoc(url, '--files', files, '--dry-run')
    expect(dry).toMatchObject({ code: 0, table: ALL_CREATED })
    expect(dry.out.at(-1)).toBe('This was a dry run: nothing was written.')
    const counts = () => look(async ({ walls }) => {
      const { gyms, faces, holds, climbs, users } = await walls.counts()
      return { gyms, faces, holds, climbs, users }
    })
    expect(await counts()).toEqual(NOTHING)
    await change('ALTER TABLE climbs DROP COLUMN holds_list')
    const wrong = await mastoc(url)
    expect(wrong).toMatchObject({ code: 2, out: [] })
    expect(wrong.err[0]).toMatch(/^Nothing was imported: this is no database of the Python server: .*holds_list/)
    expect((await mastoc('mysql://somewhere')).code).toBe(2)
    expect((await mastoc(url, '--files', '/no/such/folder')).code).toBe(2)
    expect(await counts()).toEqual(NOTHING)
  })

  it('[MOVE-4] makes one of what came from Stokt first, and says which id stays', async () => {
    const { mastoc, look, write } = await cliContext()
    const hold = { ...smallWall.holds[0], id: FIRST_STOKT_HOLD + 1, stokt_id: FIRST_STOKT_HOLD + 1 }
    const [climb] = smallWall.climbs
    if (hold.polygon_str === undefined || !climb) throw new Error('the small wall is empty')
    await write(context => importWall(context, {
      ...smallWall,
      gym: { ...smallWall.gym, stokt_id: oldIds.stoktGym },
      face: { ...smallWall.face, stokt_id: oldIds.stoktFace },
      holds: [hold as (typeof smallWall.holds)[number]],
      setters: [{ key: 's', stokt_id: oldIds.stoktUser(people.setter), full_name: 'Ouvreur 20' }],
      climbs: [{ ...climb, stokt_id: oldIds.stoktClimb(100), setter_key: 's', holds: [{ hold_id: hold.id, role: 'S' }] }],
    }, { keepDemo: true }))
    const kept = await look(async stores => ({
      face: (await stores.walls.face({ stoktId: oldIds.stoktFace }))?.id ?? '',
      climb: (await stores.imports.climbs([oldIds.stoktClimb(100)], []))[0]?.id ?? '',
      user: (await stores.takeOver.users({ ids: [], stoktIds: [oldIds.stoktUser(people.setter)], usernameKeys: [], emailKeys: [] }))[0]?.id ?? '',
    }))
    const { url } = await startOldServer()
    const { out } = await mastoc(url)
    const said = out.join('\n')
    expect(said).toContain(`face ${oldIds.face} "${PICTURE.path}": is ${kept.face} here, which is kept`)
    expect(said).toContain(`climb ${oldIds.climb(100)} "Bloc 100": is ${kept.climb} here, which is kept`)
    expect(said).toContain(`user ${oldIds.user(people.setter)} "Ouvreur 20": is ${kept.user} here, which is kept`)
    await look(async (stores) => {
      const { gyms, faces, climbs, users } = await stores.walls.counts()
      expect({ gyms, faces, climbs, users }).toEqual({ gyms: 2, faces: 2, climbs: TAKEN_CLIMBS, users: USERS })
      const [other] = await climbsOf(stores, 101)
      expect(other?.face_id).toBe(kept.face)
    })
  })

  it('[MOVE-5] leaves what was changed here, and takes what changed there since', async () => {
    const { mastoc, look, write } = await cliContext()
    const { url, run: change } = await startOldServer()
    await mastoc(url)
    const now = '2027-01-01T00:00:00.000000Z' as never
    await write(async ({ stores, touch }) => {
      await stores.climbs.update(oldIds.climb(20), { name: 'Renommé ici', updated_at: now })
      touch.climb(oldIds.climb(20))
      await stores.bin.put(oldIds.climb(21), { deleted_at: now, deleted_by_id: null, updated_at: now })
      touch.climbAnywhere(oldIds.climb(21))
    })
    await write(({ stores }) => stores.bin.purge([oldIds.climb(21)], now))
    await write(({ stores }) => stores.userData.deleteUser(oldIds.user(5)))
    await change(`UPDATE climbs SET name = name || ' bis', updated_at = '2026-12-01 00:00:00' WHERE id IN ('${oldIds.climb(20)}', '${oldIds.climb(22)}')`)
    await change(`UPDATE hold_annotations SET condition = 'cassee', updated_at = '2026-12-01 00:00:00' WHERE hold_id = 9 AND user_id = '${oldIds.user(2)}'`)
    const { table, out } = await mastoc(url)
    expect(table.at(6)).toBe(`climbs 0 1 ${TAKEN_CLIMBS - 1} ${LOST_CLIMBS}`)
    expect(table.at(4)).toBe(`users 0 0 ${USERS} 0`)
    expect(table.at(8)).toBe(`annotations 0 1 ${ANNOTATIONS - 2 - HOLDS} ${HOLDS + 1}`)
    expect(out.join('\n')).toContain(`user ${oldIds.user(5)} "Grimpeur 5": deleted their account here`)
    await look(async (stores) => {
      expect((await climbsOf(stores, 20, 21, 22)).map(({ name }) => name).sort()).toEqual(['Bloc 22 bis', 'Renommé ici'])
      expect(await stores.users.byId(oldIds.user(5))).toBeNull()
      const [vote] = await stores.annotations.votesOf(oldIds.user(2), [FIRST_STOKT_HOLD + 8])
      expect(vote?.condition).toBe('cassee')
    })
  })

  it('[MOVE-1] writes nothing where it fails half way', async () => {
    const { look, write } = await cliContext()
    const { url } = await startOldServer()
    const old = await readOldServer(url)
    const fails = write(context => takeOver(context, { old, files: { photos: new Map(), faults: [] }, portraits: new Map() }, {
      keepDemo: true,
      progress: (rows) => {
        if (rows > HOLDS + ACCOUNTS + 1000) throw new Error('the power went')
      },
    }))
    await expect(fails).rejects.toThrow('the power went')
    expect(await look(({ walls }) => walls.counts())).toMatchObject(NOTHING)
  })
})
