import { createDeviceProofs } from '../../server/auth/deviceProofs'
import type { CommandServices } from '../../server/usecases/useCase'

/**
 * The parts of the server that use-cases about accounts reach for, without threads, letters and argon2: a hash is the
 * password behind a word, and a password is weak if it is shorter than 12 characters.
 * @returns the parts, and what was asked of them: `pay <pot>`, `recheck <user>`, `mail`
 */
export function accountParts() {
  const asked: string[] = []
  const services: Partial<CommandServices> = {
    rates: {
      count: () => Promise.resolve(),
      pay: async pot => void asked.push(`pay ${pot}`),
      refreshed: () => undefined,
      attempt: (_, look) => look(),
    },
    passwords: {
      hash: password => Promise.resolve(`hashed ${password}`),
      isOutdated: () => false,
      verify: async (stored, password, _, counted = look => look()) => counted(() => Promise.resolve(stored === `hashed ${password}`)),
    },
    passwordJudge: {
      strengthOf: ({ password }) => Promise.resolve({ score: password.length < 12 ? 1 : 4, isCommon: false }),
      close: () => Promise.resolve(),
    },
    sessions: {
      endUser: () => Promise.resolve(),
      recheck: user => void asked.push(`recheck ${user}`),
      onRecheck: () => undefined,
    },
    mailQueue: { wake: () => void asked.push('mail') },
    deviceProofs: createDeviceProofs('not used by anything else'),
  }
  return { services, asked }
}
