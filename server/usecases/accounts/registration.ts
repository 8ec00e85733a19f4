import type { InviteState } from '../../../shared/contract/account'
import type { Instant } from '../../../shared/model/instant'
import { hashOf } from '../../auth/tokens'
import type { StoredInvite } from '../../db/stores/accounts/invites'
import type { UseCase } from '../useCase'

export const getRegistration: UseCase<'auth.registration'> = {
  reads: async ({ config }) => ({ mode: config.registration }),
}

function stateOf(invite: StoredInvite | null, now: Instant): InviteState {
  if (!invite) return 'unknown'
  if (invite.ended_at !== null) return 'ended'
  if (invite.uses_left <= 0) return 'used'
  return invite.expires_at > now ? 'good' : 'expired'
}

export const isGood = (invite: StoredInvite, now: Instant): boolean => stateOf(invite, now) === 'good'

/**
 * [ADMIN-1] Tells whether registration is possible before a person fills in a form in vain. The token cannot be
 * guessed, so that its holder may know.
 */
export const checkInvite: UseCase<'auth.checkInvite'> = {
  async reads({ stores, now }, { invite }) {
    const found = await stores.invites.byHash(hashOf(invite))
    return { state: stateOf(found, now), expires_at: found?.expires_at ?? null }
  },
}
