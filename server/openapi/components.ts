import { z } from 'zod'
import { fieldWords } from './fieldWords'
import { formatOf, isForeign, type Json } from './formats'
import { modelFieldWords } from './modelFieldWords'
import { MODELS, type ModelName } from './models'
import { modelWords } from './modelWords'
import { FeedRow } from '../../shared/contract/feeds'
import { ROW_VALUES } from './rowModels'

const REF = '#/components/schemas/'
type Direction = 'input' | 'output'

export const refTo = (name: string): Json => ({ $ref: REF + name })

/** The names of the models stand beside them, because the client has the same models and needs no names. */
function namedModels() {
  const named = z.registry<Record<string, unknown>>()
  for (const [id, schema] of Object.entries<z.ZodType>(MODELS)) named.add(schema, { id })
  const values = [...new Set(Object.values(ROW_VALUES))].map(value => refTo(String(named.get(value)?.['id'])))
  return named.add(FeedRow.shape.value, { anyOf: values })
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Writes a field's description into its schema. */
function describeField(owner: string, field: string, schema: Json): void {
  const words = modelFieldWords[`${owner}.${field}`] ?? (isForeign(owner) ? 'As WebAuthn defines it.' : fieldWords[field])
  const format = formatOf(owner, field, schema)
  if (format !== undefined) schema.format = format
  if (words !== undefined) schema.description = words
}

/** Completes a schema: describes each object's fields, removes empty statements, and makes references to the components. */
function finish(owner: string, value: unknown, direction: Direction): void {
  if (Array.isArray(value)) return value.forEach(item => finish(owner, item, direction))
  if (!isRecord(value)) return
  const schema = value as Json
  if (typeof schema.$ref === 'string') schema.$ref = schema.$ref.replace('#/$defs/', REF)
  // A whole number that JavaScript holds exactly, and a key that is a text, need no mention.
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  delete schema.propertyNames
  // Answers may grow.
  if (direction === 'output' && schema.additionalProperties === false) delete schema.additionalProperties
  // `true` in an address is a text, and a boolean all the same.
  if (Array.isArray(schema.type) && String(schema.type) === 'boolean,string') schema.type = 'boolean'
  for (const [field, inner] of Object.entries(schema.properties ?? {})) if (isRecord(inner)) describeField(owner, field, inner)
  for (const inner of Object.values(schema)) finish(owner, inner, direction)
}

export interface Components {
  schemas: Record<string, Json>
  /** @returns the schema, or a reference if it is a model; models inside it become components */
  schemaOf: (schema: z.ZodType, owner: string, direction: Direction) => Json
  /** Makes it a component, unless it is one. @returns a reference */
  name: (schema: Json, name: string) => Json
}

/** Collects the named schemas of a document while its operations are written. */
export function createComponents(): Components {
  const metadata = namedModels()
  const schemas: Record<string, Json> = {}

  function keep(name: string, schema: Json): void {
    const description = modelWords[name]
    const made = { ...schema, ...(description === undefined ? {} : { description }) }
    const known = schemas[name]
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(made)) throw new Error(`two schemas are called ${name}`)
    schemas[name] = made
  }

  function schemaOf(schema: z.ZodType, owner: string, direction: Direction): Json {
    const { $defs = {}, $schema: _, ...own } = z.toJSONSchema(schema, { io: direction, metadata, unrepresentable: 'any' })
    for (const [name, { id: _id, ...inner }] of Object.entries($defs)) {
      finish(name, inner, direction)
      keep(name, inner)
    }
    finish(owner, own, direction)
    return own
  }

  for (const value of Object.keys(MODELS) as ModelName[])
    if (Object.values(ROW_VALUES).includes(MODELS[value])) schemaOf(z.array(MODELS[value]), value, 'output')
  return {
    schemas,
    schemaOf,
    name(schema, name) {
      if (typeof schema.$ref === 'string') return schema
      keep(name, schema)
      return refTo(name)
    },
  }
}
