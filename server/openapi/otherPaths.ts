import { AT, ids } from './exampleModels'
import { answerHeader, refusalResponses, UNCHANGED } from './operation'
import { headerParameter } from './parameters'

const text = { type: 'string' }
const yes = { type: 'boolean' }
const json = (schema: object, example: unknown) => ({ 'application/json': { schema, example } })
const binary = { type: 'string', format: 'binary' }
const headers = answerHeader('ETag')
const refused = (...codes: Parameters<typeof refusalResponses>[0] extends Iterable<infer C> ? C[] : never) =>
  refusalResponses(['too_fast', 'unavailable', ...codes])

const readiness = {
  type: 'object',
  required: ['ready', 'reason', 'stopping', 'database', 'schema', 'line'],
  properties: {
    ready: { ...yes, description: 'Whether requests may be sent here.' },
    reason: { type: ['string', 'null'], description: 'Why not, in a sentence; null where they may.' },
    stopping: { ...yes, description: 'Whether the server is about to end.' },
    database: { ...yes, description: 'Whether the database answers.' },
    schema: { ...yes, description: 'Whether this version knows the tables of the database.' },
    line: { ...yes, description: 'Whether the servers of this gym hear each other.' },
  },
}
const ready = { ready: true, reason: null, stopping: false, database: true, schema: true, line: true }

/** The HTTP paths that are no commands. */
export const otherPaths: Record<string, object> = {
  '/health': {
    get: {
      operationId: 'server.health', tags: ['server'], summary: 'Whether the server and its database answer', security: [],
      description: 'Whether the server and its database answer. Anybody may ask.',
      responses: {
        200: {
          description: 'The answer.',
          content: json({
            type: 'object', required: ['status', 'app_name', 'version', 'database'],
            properties: {
              status: { type: 'string', enum: ['ok', 'degraded'], description: '`degraded` where the database does not answer.' },
              app_name: { type: 'string', description: 'Always `mastoc`.' },
              version: { type: 'string', description: 'The version of the server.' },
              database: { type: 'string', description: 'Which database it is, or `unavailable`.' },
            },
          }, { status: 'ok', app_name: 'mastoc', version: '0.2.0', database: 'sqlite' }),
        },
        ...refused(),
      },
    },
  },
  '/ready': {
    get: {
      operationId: 'server.ready', tags: ['server'], summary: 'Whether requests may be sent to this server', security: [],
      description: 'Whether requests may be sent to this server. Anybody may ask.',
      responses: {
        200: { description: 'They may.', content: json(readiness, ready) }, ...refusalResponses(['too_fast']),
        503: {
          description: 'They may not.',
          content: json(readiness, { ...ready, ready: false, reason: 'the server is stopping', stopping: true }),
        },
      },
    },
  },
  '/metrics': {
    get: {
      operationId: 'server.metrics', tags: ['server'], summary: 'Figures of the server for Prometheus',
      security: [{}, { bearer: [] }, { apiKey: [] }],
      description: 'Figures of the server for Prometheus. An admin may ask, an API key with scope admin, or a program on the same machine.',
      responses: {
        200: { description: 'The figures.', content: { 'text/plain': { schema: text, example: 'mastoc_sockets 12\n' } } },
        ...refused('unauthenticated', 'unknown_api_key', 'deactivated', 'forbidden'),
      },
    },
  },
  '/static/{path}': {
    get: {
      operationId: 'pictures.get', tags: ['pictures'], summary: 'The photo of a face', security: [],
      description: 'The photo of a face as it was given, or a smaller WebP. Anybody may ask.',
      parameters: [
        {
          name: 'path', in: 'path', required: true, description: 'The `picture_path` of the face.', schema: text,
          example: 'faces/grand-mur.jpg',
        },
        {
          name: 'w', in: 'query', required: false,
          description: 'The width that is wanted, in pixels; the next larger one that there is comes.',
          schema: { type: 'integer', minimum: 1 },
        },
        headerParameter('IfNoneMatch'),
      ],
      responses: {
        200: {
          description: 'The photo.', headers,
          content: { 'image/jpeg': { schema: binary }, 'image/png': { schema: binary }, 'image/webp': { schema: binary } },
        },
        304: UNCHANGED, ...refused('not_found'),
      },
    },
  },
  '/api/users/{id}/avatar': {
    get: {
      operationId: 'users.avatar', tags: ['users'], summary: 'The picture of a user', security: [],
      description: 'The picture of a user. Anybody may ask.',
      parameters: [
        {
          name: 'id', in: 'path', required: true, description: 'The id of the user.', schema: { ...text, format: 'uuid' },
          example: ids.user,
        },
        headerParameter('IfNoneMatch'),
      ],
      responses: {
        200: { description: 'The picture.', headers, content: { 'image/webp': { schema: binary } } }, 304: UNCHANGED,
        ...refused('not_found'),
      },
    },
  },
}

/** A refusal, as every operation answers it. */
export const problemSchema = {
  type: 'object', required: ['type', 'title', 'status', 'detail', 'code'], description: 'A refusal, as RFC 9457 has it.',
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'Always `about:blank`.' },
    title: { type: 'string', description: 'The name of the status.' }, status: { type: 'integer', description: 'The status.' },
    detail: { type: 'string', description: 'A sentence to show, in French, or in English where Accept-Language prefers it.' },
    code: { type: 'string', description: 'A stable word for programs.' },
    errors: {
      type: 'array', description: 'What is wrong with which field.',
      items: {
        type: 'object', required: ['path', 'message', 'code'],
        properties: {
          path: { type: 'string', description: 'The field.' }, message: { type: 'string', description: 'A sentence to show.' },
          code: { type: 'string', description: 'A stable word for programs.' },
        },
      },
    },
    request_id: { type: 'string', description: 'The header `X-Request-Id` of the answer; the log of the server has it too.' },
    current: { description: 'With `stale`: the thing as it is now.' },
    ticket: { type: 'string', description: 'With `second_factor_required`: what the second step of the login takes.' },
    expires_in: { type: 'integer', description: 'With `second_factor_required`: how many seconds the ticket is good for.' },
    options: {
      $ref: '#/components/schemas/RequestOptions', description: 'With `second_factor_required`: what signing with a passkey needs.',
    },
  },
  examples: [{ type: 'about:blank', title: 'Precondition Failed', status: 412, detail: 'Quelqu’un a fait une modification entre-temps.', code: 'stale', request_id: '2b7e1516-28ae-4d2a-abf7-158809cf4f3c', current: { id: ids.climb, updated_at: AT } }],
}
