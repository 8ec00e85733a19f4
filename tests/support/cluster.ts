import { onTestFinished } from 'vitest'
import pg from 'pg'
import { startApp, type AppOptions, type TestApp } from './app'
import { createMigratedDatabase } from './postgres'
import { startProxy, type Proxy } from './proxy'
import { importTestWall } from './wall'

export interface TestCluster {
  nodes: [TestApp, TestApp]
  faceId: string
  face: string
  /** Between each node and the database. */
  lines: [Proxy, Proxy]
  /** Straight to the database, past the proxies. */
  query: (text: string, values?: unknown[]) => Promise<pg.QueryResult>
}

/** The address at which a database answers through a proxy. */
export function through(proxy: Proxy, databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.host = new URL(proxy.url).host
  return url.href
}

type ClusterOptions = Pick<AppOptions, 'timings'> & {
  /** The address of a bus for the calls between the servers. */
  bus?: string
}

/** Two servers on one PostgreSQL with the small wall in it, gone when the test ends. */
export async function startCluster({ bus, ...options }: ClusterOptions = {}): Promise<TestCluster> {
  const { url, drop } = await createMigratedDatabase()
  onTestFinished(drop)
  const node = async (): Promise<[TestApp, Proxy]> => {
    const proxy = await startProxy(url)
    onTestFinished(proxy.close)
    const env = { JWT_SECRET: 'the same for both of the servers', ...bus !== undefined && { DATABASE_URL: url, BUS_URL: bus } }
    const app = await startApp({ ...options, databaseUrl: through(proxy, url), env })
    onTestFinished(app.close)
    return [app, proxy]
  }
  const [one, line] = await node()
  const [other, otherLine] = await node()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  const { faceId } = await importTestWall(one.services)
  return {
    nodes: [one, other],
    lines: [line, otherLine],
    faceId,
    face: `face:${faceId}`,
    query: (text, values) => client.query(text, values),
  }
}

/** Ends the connections by which the servers hear each other. @returns how many there were */
export async function cutLines({ query }: TestCluster): Promise<number> {
  const { rowCount } = await query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query IN ('LISTEN mastoc', 'SELECT pg_notify($1, $2)', 'SELECT 1') AND pid <> pg_backend_pid()",
  )
  return rowCount ?? 0
}
