import { randomBytes, randomUUID } from 'node:crypto'
import type { Invite } from '../../../shared/contract/admin'
import { instantOf, msOf } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { hashOf } from '../../auth/tokens'
import type { StoredInvite } from '../../db/stores/accounts/invites'
import { queueMail } from '../../mail/queueMail'
import { publicAddress } from '../../config/publicAddress'
import type { UseCase } from '../useCase'

const DAY_MS = 24 * 3600 * 1000

const view = ({ id, uses, uses_left, created_at, expires_at, ended_at }: StoredInvite): Invite => ({
  id,
  uses,
  uses_left,
  created_at,
  expires_at,
  ended_at,
})

export const listInvites: UseCase<'invites.list'> = {
  reads: async ({ stores }) => ({ results: (await stores.invites.list()).map(view) }),
}

/** The token stands behind a #, which browsers send to no server and write into no log. */
export const createInvite: UseCase<'invites.create'> = {
  async runs({ actor, config, services, transact, request }, { uses, expires_in_days, email }) {
    const token = randomBytes(24).toString('base64url')
    const path = `/invitation#${token}`
    const invite = await transact(async (context) => {
      const { stores, now } = context
      const made = {
        id: randomUUID(),
        token_hash: hashOf(token),
        uses,
        uses_left: uses,
        created_at: now,
        expires_at: instantOf(msOf(now) + expires_in_days * DAY_MS),
        ended_at: null,
      }
      await stores.invites.insert(made)
      await stores.audit.append(
        { actor, action: 'invite.create', target: { kind: 'invite', id: made.id }, detail: { uses, expires_in_days } },
        now,
      )
      const letter = {
        kind: 'invitation',
        link: publicAddress(config) + path,
        from: actor.kind === 'user' ? actor.name : 'mastoc',
      } as const
      if (email)
        await queueMail(context, {
          userId: null,
          key: `invitation/${made.id}`,
          to: email,
          username: '',
          language: request.language,
          letter,
          expires_at: made.expires_at,
        })
      return made
    })
    services.mailQueue.wake()
    return { ...view(invite), token, path }
  },
}

export const endInvite: UseCase<'invites.end'> = {
  async writes({ actor, stores, now }, { id }) {
    if (!await stores.invites.end(id, now)) throw new Refusal('not_found')
    await stores.audit.append({ actor, action: 'invite.end', target: { kind: 'invite', id }, state: {} }, now)
  },
}
