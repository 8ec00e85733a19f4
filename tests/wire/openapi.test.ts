import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Command } from '../../shared/contract/command'
import { guest } from '../../shared/access/actor'
import { commands, type CommandName } from '../../shared/contract/commands'
import type { RowKind } from '../../shared/contract/feeds'
import { answerExamples } from '../../server/openapi/answerExamples'
import { bodyFields } from '../../server/openapi/parameters'
import { requestExamples } from '../../server/openapi/requestExamples'
import { ROW_VALUES } from '../../server/openapi/rowModels'
import { KEYS, startApp, type TestApp } from '../support/app'
import { prepareFixtures, rows } from './commandRows'

type Schema = Record<string, unknown>
interface Content { schema: Schema; example?: unknown }
interface Parameter { name: string; in: string; description: string; schema: Schema; $ref?: string }
interface Operation {
  operationId: string
  description: string
  security: object[]
  parameters?: Parameter[]
  responses: Record<string, { description: string; headers?: object; content?: Record<string, Content> }>
  requestBody?: { content: Record<string, Content> }
}
interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> }
  servers: object[]
}

const names = Object.keys(commands) as CommandName[]
let app: TestApp
let faceId: string
let document: Document
let operations: Map<string, Operation>
beforeAll(async () => {
  app = await startApp()
  faceId = (await prepareFixtures(app)).faceId
  document = (await app.call('GET', '/openapi.json')).body as Document
  operations = new Map(
    Object.values(document.paths).flatMap(path => Object.values(path).map(operation => [operation.operationId, operation])),
  )
})
afterAll(() => app.close())

const operation = (name: string): Operation => {
  const found = operations.get(name)
  if (!found) throw new Error(`no operation ${name}`)
  return found
}
const parametersOf = ({ parameters = [] }: Operation): Parameter[] =>
  parameters.map(one => document.components.parameters[one.$ref?.split('/').at(-1) ?? ''] ?? one)
const headersOf = (name: string) => parametersOf(operation(name)).filter(one => one.in === 'header').map(one => one.name)

test('[REST-14] every command is an operation that says who may call', () => {
  expect(names.filter(name => !operations.has(name))).toEqual([])
  expect([operation('climbs.update').description, operation('climbs.update').security]).toEqual([
    expect.stringContaining('scope write'),
    [{ bearer: [] }, { apiKey: [] }],
  ])
  expect([operation('climbs.list').security, operation('users.me').security, operation('auth.login').security]).toEqual([
    [{}, { bearer: [] }, { apiKey: [] }],
    [{ bearer: [] }],
    [],
  ])
  expect(document.servers).toEqual([{ url: '/', description: 'This server' }])
})

test('[REST-14] only the headers that are heeded are parameters, and a file is multipart', () => {
  expect([
    headersOf('auth.login'),
    headersOf('climbs.update'),
    headersOf('climbs.create'),
    headersOf('users.setAvatar'),
    headersOf('climbs.list'),
  ]).toEqual([[], ['Idempotency-Key', 'If-Match'], ['Idempotency-Key'], [], ['If-None-Match']])
  expect(Object.keys(operation('users.setAvatar').requestBody?.content ?? {})).toEqual(['multipart/form-data'])
  expect(Object.keys(operation('auth.login').requestBody?.content ?? {})).toEqual(['application/json', 'application/x-www-form-urlencoded'])
})

test('[REST-14] refusals stand under their status, with their codes and headers', () => {
  const { responses } = operation('climbs.update')
  expect(Object.keys(responses)).toEqual(['200', '401', '403', '404', '412', '413', '422', '429', '503'])
  expect(responses['412']).toMatchObject({
    description: 'Precondition Failed: `stale`.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  })
  for (const status of ['429', '503']) expect(responses[status]?.headers).toHaveProperty('Retry-After')
  expect(operation('feeds.changes').responses['410']?.description).toContain('`resync`')
})

test('[REST-15] what is sent and answered as JSON has a name, and nothing named is written out a second time', () => {
  const isNamed = (schema: Schema): boolean => '$ref' in schema || (schema['type'] === 'array' && isNamed(schema['items'] as Schema))
  const unnamed = [...operations.values()]
    .filter(({ operationId }) => !operationId.startsWith('server.'))
    .flatMap(({ operationId, requestBody, responses }) =>
      [requestBody, ...Object.values(responses)]
        .flatMap(one => Object.entries(one?.content ?? {}))
        .filter(([type, { schema }]) => type.includes('json') && !isNamed(schema))
        .map(() => operationId),
    )
  expect(unnamed).toEqual([])
  const models = Object.entries(document.components.schemas)
    .filter(([name]) => !name.endsWith('Request'))
    .map(([name, { properties }]) => ({ name, fields: JSON.stringify(properties) }))
  expect(
    models
      .filter(({ name, fields }) => fields && models.some(other => other.name !== name && other.fields === fields))
      .map(({ name }) => name),
  ).toEqual([])
})

/** The fields and parameters that nothing is said of. */
function untold(owner: string, value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(item => untold(owner, item))
  const { properties } = value as { properties?: Record<string, Schema> }
  const here = Object.entries(properties ?? {})
    .filter(([, field]) => typeof field === 'object' && typeof field['description'] !== 'string')
    .map(([field]) => `${owner}.${field}`)
  return [...here, ...Object.values(value).flatMap(inner => untold(owner, inner))]
}

test('[REST-15] every operation, parameter and field is told of in words', () => {
  expect(Object.entries(document.components.schemas).flatMap(([name, schema]) => untold(name, schema))).toEqual([])
  expect(
    [...operations.values()].flatMap(one =>
      parametersOf(one)
        .filter(({ description }) => !description)
        .map(({ name }) => `${one.operationId}.${name}`),
    ),
  ).toEqual([])
  expect(document.components.schemas['Climb']).toMatchObject({
    properties: {
      id: { format: 'uuid' },
      created_at: { format: 'date-time' },
      synced_at: { type: ['string', 'null'], format: 'date-time' },
      source: { $ref: '#/components/schemas/Source' },
    },
  })
  expect(document.components.schemas['User']).toMatchObject({ properties: { email: { format: 'email' } } })
})

describe('[REST-16] the examples are good', () => {
  const answering = names.filter(name => (commands[name] as Command).status !== 204 && (commands[name] as Command).type !== 'application/zip')
  test.each(answering)('the answer of %s fits its schema', (name) => {
    const example: unknown = (answerExamples as Partial<Record<CommandName, unknown>>)[name]
    expect((commands[name] as Command).output.parse(example)).toEqual(example)
  })

  const sending = names.filter(name => Object.keys(bodyFields(commands[name])).length > 0)
  test.each(sending)('the request of %s fits its schema', (name) => {
    expect((commands[name] as Command).input.safeParse(requestExamples[name]).error).toBeUndefined()
    expect(Object.keys(requestExamples[name] as object).length).toBeGreaterThan(0)
  })
})

/** The document's own schema, which takes no field that it does not tell of. */
function strictly(schema: Schema): z.ZodType {
  const closed = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(closed)
    const inner = Object.fromEntries(
      Object.entries(value).map(([key, of]) => [key, key === '$ref' ? String(of).replace('components/schemas', '$defs') : closed(of)]),
    )
    return 'properties' in inner && !('additionalProperties' in inner) ? { ...inner, additionalProperties: false } : inner
  }
  const { Problem: _, Upload: __, ...schemas } = document.components.schemas
  return z.fromJSONSchema(closed({ ...schema, $defs: schemas }) as Parameters<typeof z.fromJSONSchema>[0])
}

test('[REST-15] the values of a feed’s rows are the models that the document names for their kind', async () => {
  const fixtures = await prepareFixtures(app, faceId)
  await app.call('DELETE', `/api/climbs/${fixtures.privateClimb}`, { token: fixtures.owner.token })
  await app.call('PATCH', `/api/climbs/${fixtures.publicClimb}`, { token: fixtures.owner.token, body: { is_project: true } })
  // Its owner, whose project it is, is told.
  await app.call('PATCH', `/api/climbs/${fixtures.publicClimb}`, { token: fixtures.admin.token, body: { name: 'Un autre nom' } })
  await app.call('PATCH', '/api/users/me', { token: fixtures.owner.token, body: { language: 'en' } })
  await app.call('PUT', '/api/admin/locks/hold/106', { token: fixtures.admin.token, body: {} })
  await app.call('POST', '/api/admin/notices', { token: fixtures.admin.token, body: { feed: 'global', text: 'Fermé lundi.' } })
  await app.call('POST', `/api/users/${fixtures.setterId}/claim`, { token: fixtures.owner.token, body: {} })
  await app.call('POST', '/api/reports', { token: fixtures.owner.token, body: { kind: 'climb', id: fixtures.publicClimb, reason: 'Doublon' } })
  await app.call('PUT', `/api/climbs/${fixtures.publicClimb}/like`, { token: fixtures.owner.token })
  await app.services.transactions(guest, async ({ stores, touch, now }) => {
    await stores.publications.insert({
      climb_id: fixtures.publicClimb, user_id: fixtures.owner.id, state: 'refused', fault: 'refused', words: 'Not today.', sent: null,
      posting: null, posted_at: null, seen_at: now, next_at: now, failures: 0, updated_at: now,
    })
    touch.publication(fixtures.publicClimb)
  })
  await app.call('POST', `/api/climbs/${fixtures.publicClimb}/ascents`, { token: fixtures.owner.token, body: { grade_font: '6B' } })
  const seen = new Set<RowKind>()
  const [owner, admin] = [fixtures.owner, fixtures.admin]
  const feeds = [['global', owner], [`face:${faceId}`, owner], [`user:${owner.id}`, owner], ['admin', admin]] as const
  for (const [feed, { token }] of feeds) {
    const { body } = await app.call('GET', `/api/feeds/${feed}/changes`, { token })
    for (const { kind, value } of (body as { rows: { kind: RowKind; value?: unknown }[] }).rows) {
      if (value === undefined) continue
      expect(ROW_VALUES[kind].parse(value), kind).toEqual(value)
      seen.add(kind)
    }
  }
  expect(Object.keys(ROW_VALUES).filter(kind => !seen.has(kind as RowKind))).toEqual([])
})

test.each([['/health', 'server.health'], ['/ready', 'server.ready']])('[REST-15] %s answers what the document says', async (path, name) => {
  const schema = operation(name).responses['200']?.content?.['application/json']?.schema
  expect(strictly(schema ?? {}).safeParse((await app.call('GET', path)).body).error).toBeUndefined()
})

describe('[REST-15] what comes over the wire is what the document says, formats included', () => {
  test.each(names)('%s', async (name) => {
    const { status = 200, method } = commands[name] as Command
    const content = operation(name).responses[status]?.content?.['application/json']
    if (!content) return
    const schema = strictly(content.schema)
    expect(schema.safeParse(content.example).error).toBeUndefined()
    const fixtures = await prepareFixtures(app, faceId)
    for (const caller of [{ token: fixtures.owner.token }, { token: fixtures.admin.token }, { apiKey: KEYS.admin }, {}]) {
      const body = rows[name].body?.(fixtures)
      const answer = await app.call(method, rows[name].path(fixtures), { ...caller, ...(body === undefined ? {} : { body }) })
      if (answer.status < 300) expect(schema.safeParse(answer.body).error, JSON.stringify(answer.body).slice(0, 400)).toBeUndefined()
    }
  })
})
