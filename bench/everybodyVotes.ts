import { CONDITIONS, DIFFICULTIES, GRIP_TYPES } from '../shared/model/annotationParts'
import { guest } from '../shared/access/actor'
import { createAccount } from '../server/usecases/accounts/createAccount'
import type { BenchServer } from './startServer'

/** That many people's word on every hold of the only face, and the consensus of it. @returns the holds' numbers */
export async function everybodyVotes({ app, db }: BenchServer, people: { count: number; agree: boolean }): Promise<number[]> {
  const { transactions, stores } = app.services
  const [face] = await stores.walls.faces({})
  const holdIds = (await stores.walls.holds()).map(hold => hold.id)
  const { value: userIds } = await transactions(guest, async (context) => {
    const ids: string[] = []
    for (let n = 0; n < people.count; n++) ids.push(await createAccount(context, { email: `p${n}@example.org`, username: `votant-${n}`, full_name: '', password_hash: 'x', role: 'user' }))
    return ids
  })
  const { annotations } = db.t
  const now = app.services.clock()
  await db.transaction(async (tx) => {
    for (const [at, user_id] of userIds.entries()) {
      const opinion = people.agree ? 0 : at
      const rows = holdIds.map((hold_id, place) => ({
        user_id, hold_id, face_id: face?.id ?? '', created_at: now, updated_at: now, notes: null, notes_at: null,
        grip_type: GRIP_TYPES[(place + opinion % 5) % GRIP_TYPES.length] ?? null, grip_type_at: now,
        condition: CONDITIONS[(place * 7 + opinion % 3) % CONDITIONS.length] ?? null, condition_at: now,
        difficulty: DIFFICULTIES[(place + opinion % 2) % DIFFICULTIES.length] ?? null, difficulty_at: now,
      }))
      await tx.insert(annotations).values(rows)
    }
  })
  await transactions(guest, async ({ touch }) => holdIds.forEach(touch.consensus))
  return holdIds
}
