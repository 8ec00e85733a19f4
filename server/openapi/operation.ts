import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import type { Command } from '../../shared/contract/command'
import { commands, type CommandName } from '../../shared/contract/commands'
import { statusOf } from '../http/problem'
import { pathNames } from '../http/queryNames'
import { answerExamples } from './answerExamples'
import { refTo, type Components } from './components'
import { ANSWERS, requestName } from './models'
import { bodyFields, parametersOf } from './parameters'
import { refusalsOf } from './refusals'
import { requestExamples } from './requestExamples'

/** Commands that join a thing that is there already, or change it. */
const JOINING: ReadonlySet<CommandName> = new Set<CommandName>(['tasks.create', 'reports.create', 'lists.create', 'searches.create', 'ascents.create', 'ascents.putToday'])

/** The permitted callers, in words for a reader of the document. */
const CALLERS: Record<Command['gate'], string> = {
  anyone: 'Anybody may ask.',
  reader: 'Anybody who is logged in may ask, an API key of any scope, and guests unless the gym is closed to them (PUBLIC_READ).',
  user: 'Only a person who is logged in may ask; an API key acts for nobody.',
  writer: 'A person who is logged in may ask, or an API key with scope write.',
  importer: 'An admin may ask, or an API key with scope import.',
  admin: 'An admin may ask, or an API key with scope admin.',
}
const [bearer, apiKey] = [{ bearer: [] }, { apiKey: [] }]
const SECURITY: Record<Command['gate'], object[]> = {
  anyone: [],
  reader: [{}, bearer, apiKey],
  user: [bearer],
  writer: [bearer, apiKey],
  importer: [bearer, apiKey],
  admin: [bearer, apiKey],
}

/** The headers that come with answers. */
export const answerHeaders = {
  'ETag': { description: 'Stands for this answer: send it back as `If-None-Match`.', schema: { type: 'string' } },
  'X-Feed-Cursor': {
    description: 'Where the feeds stand that this change is in, as `face:<id>=<cursor>`; absent where none is.',
    schema: { type: 'string' },
  },
  'Retry-After': { description: 'How many seconds to wait.', schema: { type: 'integer', minimum: 1 } },
}
export const answerHeader = (name: keyof typeof answerHeaders) => ({ [name]: { $ref: `#/components/headers/${name}` } })
const HEADERS: Readonly<Record<number, object>> = { 429: answerHeader('Retry-After'), 503: answerHeader('Retry-After') }

/** The answer without a body. */
export const UNCHANGED = { description: 'It is still as the ETag says.', headers: answerHeader('ETag') }
const problem = { 'application/problem+json': { schema: refTo('Problem') } }

/** The refusals of a command by their status, each with the codes that it may carry. */
export function refusalResponses(codes: Iterable<Parameters<typeof statusOf>[0]>): Record<string, object> {
  const byStatus = new Map<number, string[]>()
  for (const code of codes) byStatus.set(statusOf(code), [...byStatus.get(statusOf(code)) ?? [], code])
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, said]) => [
        status,
        {
          description: `${STATUS_CODES[status]}: ${said.map(code => `\`${code}\``).join(', ')}.`,
          ...(HEADERS[status] ? { headers: HEADERS[status] } : {}),
          content: problem,
        },
      ]),
  )
}

function bodyOf(name: CommandName, command: Command, components: Components): object {
  if (command.upload)
    return {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: refTo(command.uploadBytes ? 'ZipUpload' : 'Upload'),
            encoding: { file: { contentType: command.uploadBytes ? 'application/zip' : 'image/jpeg, image/png, image/webp, image/gif' } },
          },
        },
      },
    }
  const fields = bodyFields(command)
  if (Object.keys(fields).length === 0) return {}
  const object = (command.input as z.ZodObject)._zod.def.catchall ? z.strictObject(fields) : z.object(fields)
  const schema = components.name(components.schemaOf(object, requestName(name), 'input'), requestName(name))
  const inPath = pathNames(command)
  const example = Object.fromEntries(Object.entries(requestExamples[name] ?? {}).filter(([field]) => !inPath.includes(field)))
  const types = command.form ? ['application/json', 'application/x-www-form-urlencoded'] : ['application/json']
  const required = Object.values(fields).some(field => !field.safeParse(undefined).success)
  return { requestBody: { required, content: Object.fromEntries(types.map(type => [type, { schema, example }])) } }
}

function answerOf(name: CommandName, command: Command, components: Components): object {
  const isRead = command.method === 'GET'
  const file = { 'Content-Disposition': { description: `The answer is a file, \`${command.file}\`.`, schema: { type: 'string' } } }
  const headers = { ...answerHeader(isRead ? 'ETag' : 'X-Feed-Cursor'), ...(command.file ? file : {}) }
  if (command.status === 204) return { description: 'It is done.', headers }
  const owner = ANSWERS[name] ?? name
  if (command.type === 'application/zip')
    return { description: 'The answer.', headers, content: { [command.type]: { schema: { type: 'string', format: 'binary' } } } }
  const schema = components.schemaOf(command.output, owner, 'output')
  const example: unknown = (answerExamples as Record<string, unknown>)[name]
  return {
    description: 'The answer.',
    headers,
    content: { [command.type ?? 'application/json']: { schema: ANSWERS[name] ? components.name(schema, owner) : schema, example } },
  }
}

/** One command as an operation of the document. */
export function operationOf(name: CommandName, components: Components): object {
  const command: Command = commands[name]
  const status = command.status ?? 200
  const answer = answerOf(name, command, components)
  return {
    operationId: name,
    tags: [name.split('.')[0]],
    summary: command.summary,
    description: `${command.summary}. ${CALLERS[command.gate]}`,
    security: SECURITY[command.gate],
    parameters: parametersOf(name, components),
    ...bodyOf(name, command, components),
    responses: {
      [status]: answer,
      // The second status is for a thing that was there before: the request was repeated, or joined to it.
      ...(JOINING.has(name) ? { 200: answer } : {}),
      ...(command.method === 'GET' ? { 304: UNCHANGED } : {}),
      ...refusalResponses(refusalsOf(name)),
    },
  }
}
