import { STATUS_CODES } from 'node:http'
import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import type { Command } from '../../shared/contract/command'
import { commands, type CommandName } from '../../shared/contract/commands'
import { hasBody, pathNames, queryNames } from './queryNames'

extendZodWithOpenApi(z)

const Problem = z.object({
  type: z.string(), title: z.string(), status: z.number().int(),
  detail: z.string().openapi({ description: 'A sentence in French, or in English where Accept-Language prefers it' }),
  code: z.string().openapi({ description: 'A stable word for programs', example: 'not_found' }),
  request_id: z.string().openapi({ description: 'Also the header X-Request-Id; the server\'s log has it too' }),
  errors: z.array(z.object({ path: z.string(), message: z.string(), code: z.string() })).optional().openapi({ description: 'What is wrong with which field' }),
})

const IdempotencyKey = z.string().max(200).optional().openapi({ description: 'Asked again under the same key, the answer is the same, for 7 days' })
const IfMatch = z.string().optional().openapi({ description: 'The updated_at last seen, in quotes; 412 where it changed since' })
/** The commands that look at `If-Match`. */
const CONDITIONAL: ReadonlySet<CommandName> = new Set<CommandName>(['climbs.update', 'climbs.delete', 'climbs.setStoktId', 'annotations.put', 'annotations.delete'])

const problems: Record<Command['gate'], number[]> = {
  anyone: [400], reader: [401, 404], user: [400, 401, 403, 404], writer: [400, 401, 403, 404], importer: [400, 401, 403, 404], admin: [400, 401, 403, 404],
}
/** Who may ask, as a reader of the document needs it. */
const CALLERS: Record<Command['gate'], string> = {
  anyone: 'Anybody may ask.',
  reader: 'Anybody who is logged in, an API key of any scope, and guests unless the gym is closed to them (PUBLIC_READ).',
  user: 'A person who is logged in; an API key acts for nobody.',
  writer: 'A person who is logged in, or an API key with scope write.',
  importer: 'An admin, or an API key with scope import.',
  admin: 'An admin, or an API key with scope admin.',
}

/** One file, as a browser's form sends it. */
const Upload = z.object({ file: z.string().openapi({ format: 'binary', description: 'JPEG, PNG, WebP or GIF, at most 2 MB' }) })
/** Whether the answer is kept under an `Idempotency-Key`: guests have none. */
const isKept = ({ method, gate }: Command): boolean => method !== 'GET' && gate !== 'anyone'

/** The refusals that can come, in order. */
function refusalsOf(name: CommandName, command: Command): number[] {
  const more = [422, 429, 503, ...(hasBody(command) ? [413] : []), ...(CONDITIONAL.has(name) ? [412] : []), ...(name.startsWith('feeds.') ? [410] : [])]
  return [...new Set([...problems[command.gate], ...more])].sort((a, b) => a - b)
}

/** Splits the flat input into path, query and body, the way the router joins them. */
function requestOf(name: CommandName, command: Command): NonNullable<RouteConfig['request']> {
  const inPath = pathNames(command)
  const shape = command.input instanceof z.ZodObject ? command.input.shape : {}
  const inQuery = queryNames(command)
  const pick = (wanted: (name: string) => boolean) => z.object(Object.fromEntries(Object.entries(shape).filter(([name]) => wanted(name))))
  const body = pick(name => hasBody(command) && !inPath.includes(name) && !inQuery.has(name))
  const types = command.form ? ['application/json', 'application/x-www-form-urlencoded'] : ['application/json']
  return {
    params: pick(name => inPath.includes(name)),
    query: pick(field => inQuery.has(field)),
    ...(isKept(command) ? { headers: z.object({ 'Idempotency-Key': IdempotencyKey, ...(CONDITIONAL.has(name) ? { 'If-Match': IfMatch } : {}) }) } : {}),
    ...(command.upload ? { body: { required: true, content: { 'multipart/form-data': { schema: Upload } } } } : {}),
    ...(Object.keys(body.shape).length > 0 ? { body: { content: Object.fromEntries(types.map(type => [type, { schema: body }])) } } : {}),
  }
}

function routeOf(name: CommandName, command: Command, problem: typeof Problem): RouteConfig {
  const status = command.status ?? 200
  const answer = status === 204 ? { description: 'Done' } : { description: 'OK', content: { [command.type ?? 'application/json']: { schema: command.output } } }
  const refusals = refusalsOf(name, command).map(code => [code, { description: STATUS_CODES[code] ?? 'Refused', content: { 'application/problem+json': { schema: problem } } }] as const)
  return {
    method: command.method.toLowerCase() as RouteConfig['method'],
    path: command.path.replace(/[:*](\w+)/g, '{$1}'),
    operationId: name,
    tags: [name.split('.')[0] ?? name],
    summary: command.summary,
    description: CALLERS[command.gate],
    security: command.gate === 'anyone' ? [] : [{ bearer: [] }, { apiKey: [] }],
    request: requestOf(name, command),
    responses: { [status]: answer, ...Object.fromEntries(refusals) },
  }
}

const ABOUT = `Climbing walls, live. A first call, without an account where guests may read:

    curl "$SERVER/api/climbs?page_size=3"

With a key: \`curl -H "X-API-Key: $KEY" …\`. An admin makes keys on the page "Admin", or with \`npm run mastoc -- apikey create NAME --scope read\`.
Dates are ISO 8601 in UTC. An unknown parameter or field is refused with 422.`

/** The OpenAPI document, made from the schemas that check the requests. */
export function openApiDocument(version: string): object {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
  registry.registerComponent('securitySchemes', 'apiKey', { type: 'apiKey', in: 'header', name: 'X-API-Key' })
  const problem = registry.register('Problem', Problem)
  for (const [name, command] of Object.entries(commands) as [CommandName, Command][]) registry.registerPath(routeOf(name, command, problem))
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'mastoc', version, description: ABOUT },
    servers: [{ url: '/', description: 'This server' }],
  })
}
