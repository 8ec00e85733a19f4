import type { RowKind } from '../../shared/contract/feeds'
import type { TestApp } from './app'

/** The values of one kind that stand in a feed now, by id. */
export async function feedValues(app: TestApp, feed: string, kind: RowKind, token?: string): Promise<Record<string, unknown>> {
  const { body } = await app.call('GET', `/api/feeds/${feed}/changes`, token ? { token } : {})
  const { rows } = body as { rows: { kind: string; id: string; value?: unknown }[] }
  return Object.fromEntries(rows.filter(row => row.kind === kind).map(row => [row.id, row.value]))
}
