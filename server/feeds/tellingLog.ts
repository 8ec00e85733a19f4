import { isListed } from '../db/stores/admin/audit'
import type { Stores } from '../db/stores/stores'
import type { Touch } from './touched'

/**
 * [AUDIT-9] The same stores, whose entries of the log reach the admins' feed. A transaction that writes no entry asks the
 * database nothing more for it.
 */
export const tellingLog = (stores: Stores, { log }: Pick<Touch, 'log'>): Stores => ({
  ...stores,
  audit: {
    ...stores.audit,
    async append(entry, now) {
      const id = await stores.audit.append(entry, now)
      if (isListed(entry)) log(id)
      return id
    },
    async noteUndo(undo, now) {
      const isNoted = await stores.audit.noteUndo(undo, now)
      if (isNoted) log(undo.audit_id)
      return isNoted
    },
  },
})
