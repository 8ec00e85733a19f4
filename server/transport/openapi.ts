import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import type { Command } from '../../shared/contract/command'
import { commands } from '../../shared/contract/commands'

extendZodWithOpenApi(z)

const Problem = z.object({
  type: z.string(), title: z.string(), status: z.number().int(), detail: z.string(), code: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})

const WriteHeaders = z.object({
  'Idempotency-Key': z.string().max(200).optional().openapi({ description: 'Asked again under the same key, the answer is the same, for 7 days' }),
  'If-Match': z.string().optional().openapi({ description: 'The updated_at last seen, in quotes; 412 where it changed since (climbs, annotations)' }),
})

const problems: Record<Command['gate'], number[]> = {
  anyone: [422], reader: [401, 404, 422], user: [401, 403, 404, 422], writer: [401, 403, 404, 422], importer: [401, 403, 422], admin: [401, 403, 404, 422],
}

/** Splits the flat input into path, query and body, the way the router joins them. */
function requestOf(command: Command): NonNullable<RouteConfig['request']> {
  const inPath = [...command.path.matchAll(/[:*](\w+)/g)].flatMap(match => match[1] ?? [])
  const shape = command.input instanceof z.ZodObject ? command.input.shape : {}
  const hasBody = command.method !== 'GET' && command.method !== 'DELETE'
  const pick = (wanted: (name: string) => boolean) => z.object(Object.fromEntries(Object.entries(shape).filter(([name]) => wanted(name))))
  const inQuery = (name: string) => !inPath.includes(name) && (!hasBody || command.query?.includes(name) === true)
  const body = pick(name => !inPath.includes(name) && !inQuery(name))
  const types = command.form ? ['application/json', 'application/x-www-form-urlencoded'] : ['application/json']
  return {
    params: pick(name => inPath.includes(name)),
    query: pick(inQuery),
    ...(hasBody || command.method === 'DELETE' ? { headers: WriteHeaders } : {}),
    ...(hasBody && Object.keys(body.shape).length > 0 ? { body: { content: Object.fromEntries(types.map(type => [type, { schema: body }])) } } : {}),
  }
}

function routeOf(name: string, command: Command): RouteConfig {
  const status = command.status ?? 200
  const answer = status === 204 ? { description: 'Done' } : { description: 'OK', content: { [command.type ?? 'application/json']: { schema: command.output } } }
  const refusals = problems[command.gate].map(code => [code, { description: 'Refused', content: { 'application/problem+json': { schema: Problem } } }] as const)
  return {
    method: command.method.toLowerCase() as RouteConfig['method'],
    path: command.path.replace(/[:*](\w+)/g, '{$1}'),
    operationId: name,
    tags: [name.split('.')[0] ?? name],
    summary: command.summary,
    security: command.gate === 'anyone' ? [] : [{ bearer: [] }, { apiKey: [] }],
    request: requestOf(command),
    responses: { [status]: answer, ...Object.fromEntries(refusals) },
  }
}

/** The OpenAPI document, made from the schemas that check the requests. */
export function openApiDocument(version: string): object {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
  registry.registerComponent('securitySchemes', 'apiKey', { type: 'apiKey', in: 'header', name: 'X-API-Key' })
  for (const [name, command] of Object.entries(commands)) registry.registerPath(routeOf(name, command))
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'mastoc', version, description: 'Climbing walls, live.' },
  })
}
