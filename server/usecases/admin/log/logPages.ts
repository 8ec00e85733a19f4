import type { AuditEvent } from '../../../../shared/contract/admin'
import type { AuditFilter } from '../../../db/stores/admin/auditReads'
import type { Stores } from '../../../db/stores/stores'
import { eventsOf } from '../listAudit'

/** A file has the newest entries up to this number; the filter by time reaches the others. */
export const LOG_FILE_MAX = 20_000
/** The server answers others between two pages, so a page is short. */
const PAGE = 200

/** Reads the entries page by page. None is read twice, because an end in time keeps new entries out. */
export async function* logPages(stores: Stores, filter: AuditFilter, most: number): AsyncGenerator<AuditEvent[]> {
  const page_size = Math.min(PAGE, most)
  for (let page = 1, left = most; left > 0; page++) {
    const { results, count } = await stores.audit.list(filter, { page, page_size })
    yield await eventsOf(stores, results.slice(0, left))
    left = Math.min(left, count - (page - 1) * page_size) - page_size
  }
}
