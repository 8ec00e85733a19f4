import { describe, expect, test } from 'vitest'
import { faceLockId, holdLockId } from '../../../../shared/model/lock'
import { instant } from '../../../../shared/model/instant'
import { DIALECTS, wallDatabase } from '../../../../tests/support/databases'

const locked_at = instant('2030-03-01T10:00:00.000000Z')

describe.each(DIALECTS)('what decides who may write of a hold, on %s', (dialect) => {
  test('is whether the account is active, what is locked on the face, and which of the holds are there', async () => {
    const { stores, faceId, person } = await wallDatabase(dialect)
    const userId = await person('moi')
    const [one, two] = [101, 102]
    const standing = (holdIds: number[], of = userId) => stores.documents.standing({ userId: of, faceId, holdIds }, locked_at)
    expect(await standing([one, two, -1])).toEqual({ isActive: true, locks: [], holds: new Set([one, two]) })
    expect(await standing([], 'nobody')).toEqual({ isActive: false, locks: [], holds: new Set() })

    const lock = { face_id: faceId, hold_id: null, reason: '', locked_at, until: null }
    await stores.locks.put({ ...lock, id: holdLockId(two), hold_id: two })
    await stores.users.update(userId, { is_active: false })
    expect(await standing([one])).toEqual({ isActive: false, locks: [{ hold_id: two }], holds: new Set([one]) })
    expect(await stores.documents.standing({ userId, faceId: 'another', holdIds: [one] }, locked_at)).toEqual({
      isActive: false,
      locks: [],
      holds: new Set(),
    })
    await stores.locks.put({ ...lock, id: faceLockId(faceId) })
    expect((await standing([])).locks).toEqual(expect.arrayContaining([{ hold_id: two }, { hold_id: null }]))
  })

  test('is known of more holds than one question takes', async () => {
    const { stores, faceId, person } = await wallDatabase(dialect)
    const one = 101
    const holdIds = [...Array.from({ length: 1200 }, (_, at) => -1 - at), one]
    expect(await stores.documents.standing({ userId: await person('moi'), faceId, holdIds }, locked_at)).toEqual({
      isActive: true,
      locks: [],
      holds: new Set([one]),
    })
  })
})
