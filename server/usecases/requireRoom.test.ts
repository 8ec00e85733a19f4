import { expect, test } from 'vitest'
import { quotas } from '../auth/quotas'
import { requireRoom } from './requireRoom'

test('[LIMIT-63] a person may have as many as the quota, and one more is refused with the number and a wait', () => {
  for (const kind of ['climbs', 'openTasks', 'openClaims'] as const) {
    expect(() => requireRoom(kind, quotas[kind] - 1)).not.toThrow()
    expect(() => requireRoom(kind, quotas[kind])).toThrow(
      expect.objectContaining({ code: 'too_fast', params: { reason: kind, most: quotas[kind], seconds: 3600 } }),
    )
  }
})
