import { expect } from 'vitest'
import type { Command } from '../../shared/contract/command'
import { commands, type CommandName } from '../../shared/contract/commands'
import type { ErrorCode } from '../../shared/result'
import { problemSchema } from '../../server/openapi/otherPaths'
import { refusalsOf } from '../../server/openapi/refusals'
import type { Answer } from './app'

const patterns = (Object.entries(commands) as [CommandName, Command][]).map(([name, { method, path }]) =>
  ({ name, method, pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+').replace(/\*\w+/g, '.+')}$`) }))

/** The command that answers a request; the first one, as in the router. */
const commandOf = (method: string, path: string): CommandName | undefined => {
  const { pathname } = new URL(path, 'http://server')
  return patterns.find(known => known.method === method && known.pattern.test(pathname))?.name
}

/** [REST-14] Each answer that a test gets is one that the OpenAPI document tells of. */
export function expectDeclared(method: string, path: string, { status, headers, body }: Answer): void {
  const name = commandOf(method, path)
  if (name === undefined || status === 500) return
  const told = `${method} ${path} (${name})`
  if (status >= 400) {
    const { code } = body as { code: ErrorCode }
    expect(Object.keys(problemSchema.properties), `fields of the problem of ${told}`).toEqual(
      expect.arrayContaining(Object.keys(body as object)),
    )
    expect([...refusalsOf(name)], `${told} was refused with a code that server/openapi/refusals.ts does not name`).toContain(code)
    expect(headers.has('retry-after'), `Retry-After of ${told}`).toBe(status === 429 || status === 503)
    return
  }
  const { status: usual = 200 } = commands[name] as Command
  const others: Partial<Record<CommandName, number>> = {
    'lists.create': 200, 'searches.create': 200, 'ascents.create': 200, 'ascents.putToday': 200, 'comments.create': 200, 'tasks.create': 200, 'reports.create': 200,
  }
  expect([usual, others[name], ...(method === 'GET' ? [304] : [])], `status of ${told}`).toContain(status)
  if (method === 'GET') expect(headers.has('etag'), `ETag of ${told}`).toBe(true)
  if (headers.has('x-feed-cursor')) expect(method, `X-Feed-Cursor of ${told}`).not.toBe('GET')
}
