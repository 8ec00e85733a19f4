import type { FeedRow, RowKind } from '../../shared/contract/feeds'
import type { TestApp } from './app'

interface Page { rows: FeedRow[]; cursor: string; more?: boolean }

/** The values of one kind that stand in a feed now, by id. */
export async function feedValues(app: TestApp, feed: string, kind: RowKind, token?: string): Promise<Record<string, unknown>> {
  const { body } = await app.call('GET', `/api/feeds/${feed}/changes`, token ? { token } : {})
  const { rows } = body as { rows: { kind: string; id: string; value?: unknown }[] }
  return Object.fromEntries(rows.filter(row => row.kind === kind).map(row => [row.id, row.value]))
}

/** All rows of a feed, however many pages they take. */
export async function allFeedRows(app: TestApp, feed: string, token?: string): Promise<FeedRow[]> {
  const rows: FeedRow[] = []
  for (let since = '', more = true; more;) {
    const page = (await app.call('GET', `/api/feeds/${feed}/changes${since}`, token ? { token } : {})).body as Page
    rows.push(...page.rows)
    more = page.more === true
    since = `?since=${encodeURIComponent(page.cursor)}`
  }
  return rows
}
