import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type pg from 'pg'
import { onTestFinished } from 'vitest'
import { Sqlite } from '../../server/db/betterSqlite3'

interface Told { feed: string; kind: string; entity_id: string; rev: number; body: string | null }
type Ask = <T>(text: string) => Promise<T[]>

/** Everything that feeds ever held, which the database itself writes down beside them. */
export interface FeedLog {
  /** A digest of what the feed held at that rev; null where no transaction ever ended there. */
  at: (feed: string, rev: number) => Promise<string | null>
  head: (feed: string) => Promise<number>
}

const TABLES = `CREATE TABLE test_told (feed text, kind text, entity_id text, rev integer, body text);
CREATE TABLE test_heads (feed text, rev integer);
INSERT INTO test_told SELECT feed, kind, entity_id, rev, body FROM feed_rows;
INSERT INTO test_heads SELECT name, rev FROM feeds;`
const NOTE_ROW = 'INSERT INTO test_told VALUES (new.feed, new.kind, new.entity_id, new.rev, new.body);'
const NOTE_HEAD = 'INSERT INTO test_heads VALUES (new.name, new.rev);'
const watched = [['row', 'feed_rows', NOTE_ROW], ['head', 'feeds', NOTE_HEAD]] as const

const SQLITE = TABLES + watched.flatMap(([name, table, note]) => ['INSERT', 'UPDATE'].map(event =>
  `CREATE TRIGGER test_${name}_${event} AFTER ${event} ON ${table} BEGIN ${note} END;`)).join('')
const POSTGRES = TABLES + watched.map(([name, table, note]) =>
  `CREATE FUNCTION test_${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${note} RETURN new; END $$;
   CREATE TRIGGER test_${name} AFTER INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION test_${name}();`).join('')

export const digestOf = (rows: readonly { kind: string; id: string; rev: number; value: string }[]): string => {
  const hash = createHash('sha1')
  for (const line of rows.map(row => JSON.stringify([row.kind, row.id, row.rev, row.value])).sort()) hash.update(line)
  return `${rows.length} rows ${hash.digest('base64')}`
}

function logOf(ask: Ask): FeedLog {
  const quoted = (text: string) => `'${text.replaceAll('\'', '\'\'')}'`
  return {
    async head(feed) {
      const [row] = await ask<{ rev: number | null }>(`SELECT max(rev) AS rev FROM test_heads WHERE feed = ${quoted(feed)}`)
      return row?.rev ?? 0
    },
    async at(feed, rev) {
      const ends = await ask(`SELECT rev FROM test_heads WHERE feed = ${quoted(feed)} AND rev = ${rev}`)
      if (rev > 0 && ends.length === 0) return null
      const held = new Map<string, Told>()
      for (const row of await ask<Told>(`SELECT * FROM test_told WHERE feed = ${quoted(feed)} AND rev <= ${rev} ORDER BY rev`))
        held.set(`${row.kind} ${row.entity_id}`, row)
      return digestOf(
        [...held.values()].flatMap(({ kind, entity_id, rev: at, body }) =>
          body === null ? [] : [{ kind, id: entity_id, rev: at, value: body }],
        ),
      )
    },
  }
}

export function logSqlite(dataDir: string): FeedLog {
  const raw = new Sqlite(join(dataDir, 'mastoc.sqlite'))
  onTestFinished(() => void raw.close())
  raw.exec(SQLITE)
  return logOf(async text => raw.prepare(text).all() as never)
}

export async function logPostgres(query: (text: string) => Promise<pg.QueryResult>): Promise<FeedLog> {
  await query(POSTGRES)
  return logOf(async text => (await query(text)).rows as never)
}
