import { z } from 'zod'
import type { Command } from '../../shared/contract/command'
import { commands, type CommandName } from '../../shared/contract/commands'
import { HoldId } from '../../shared/model/hold'
import { hasBody, pathNames, queryNames } from '../http/queryNames'
import type { Components } from './components'
import { AT, HOLD, ids } from './exampleModels'
import type { Json } from './formats'
import { isConditional, isKept } from './refusals'

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description: string
  schema: Json
  example?: unknown
}

const header = (name: string, description: string, schema: Json, example: string): Parameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
  example,
})

/** The headers that change a command's work, by the name of their component. */
export const headerParameters = {
  IfNoneMatch: header(
    'If-None-Match',
    'The ETag of what one has: the answer is 304 where it is still the same.',
    { type: 'string' },
    'W/"5d2-hG3kQ0x"',
  ),
  IdempotencyKey: header(
    'Idempotency-Key',
    'New for each thing that is to be done. Asked again under the same key, the answer is the same for 7 days.',
    { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
    '6f1c2f0a-8a53-4c38-9d1e-2f6c1b7e9a10',
  ),
  IfMatch: header('If-Match', 'The `updated_at` last seen, in quotes: 412 where it changed since.', { type: 'string' }, `"${AT}"`),
}
export const headerParameter = (name: keyof typeof headerParameters): Json => ({ $ref: `#/components/parameters/${name}` })

function headersOf(name: CommandName, command: Command): Json[] {
  return [
    ...command.method === 'GET' ? [headerParameter('IfNoneMatch')] : [],
    ...isKept(command) ? [headerParameter('IdempotencyKey')] : [],
    ...isConditional(name) ? [headerParameter('IfMatch')] : [],
  ]
}

const EXAMPLES: Readonly<Record<string, unknown>> = {
  feed: `face:${ids.face}`,
  target: 'hold',
  hold: HOLD,
  user: ids.user,
  face: ids.face,
  name: `sheet/${ids.face}`,
  stokt_id: '61a44a24',
  climb_id: ids.climb,
}
const OWN_IDS: Readonly<Record<string, string>> = {
  climbs: ids.climb,
  faces: ids.face,
  gyms: ids.gym,
  users: ids.user,
  locks: String(HOLD),
  passkeys: 'mFz2Zt0XhV9b1nC4',
}

/** A parameter of the path, which must be there. */
function exampleOf(name: CommandName, field: string, schema: z.ZodType): unknown {
  if (schema === HoldId) return HOLD
  if (field === 'id' && name.includes('ByStoktId')) return '61a44a24'
  return field === 'id' ? OWN_IDS[name.split('.')[0] ?? ''] ?? ids.other : EXAMPLES[field]
}

const fieldsOf = ({ input }: Command): Readonly<Record<string, z.ZodType>> => (input instanceof z.ZodObject ? input.shape : {})

/** The fields of a command's input that are sent as its body. */
export function bodyFields(command: Command): Record<string, z.ZodType> {
  const [inPath, inQuery] = [pathNames(command), queryNames(command)]
  return Object.fromEntries(
    Object.entries(fieldsOf(command)).filter(([field]) => hasBody(command) && !inPath.includes(field) && !inQuery.has(field)),
  )
}

/** The parameters in the address and the headers of a command. */
export function parametersOf(name: CommandName, { schemaOf }: Pick<Components, 'schemaOf'>): (Parameter | Json)[] {
  const command: Command = commands[name]
  const fields = fieldsOf(command)
  const written = (names: readonly string[], place: 'path' | 'query') => names.flatMap((field): Parameter[] => {
    const zod = fields[field]
    if (!zod) return []
    const { properties = {}, required = [] } = schemaOf(z.object({ [field]: zod }), name, 'input')
    const { description = '', ...schema } = properties[field] as Json
    const isRequired = place === 'path' || required.includes(field)
    return [
      {
        name: field,
        in: place,
        required: isRequired,
        description,
        schema,
        ...(isRequired ? { example: exampleOf(name, field, zod) } : {}),
      },
    ]
  })
  return [...written(pathNames(command), 'path'), ...written([...queryNames(command)], 'query'), ...headersOf(name, command)]
}
