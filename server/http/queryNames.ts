import { z } from 'zod'
import type { Command } from '../../shared/contract/command'

/** The names of a command's path parameters. */
export const pathNames = ({ path }: Command): string[] => [...path.matchAll(/[:*](\w+)/g)].flatMap(match => match[1] ?? [])

/** True if the input is sent as a body. A file is one too, but has no fields. */
export const hasBody = ({ method }: Command): boolean => method !== 'GET' && method !== 'DELETE'

/** [REST-12] The parameters that may follow the `?`: fields that are neither path parameters nor in the body. */
export function queryNames(command: Command): ReadonlySet<string> {
  if (hasBody(command)) return new Set(command.query)
  const inPath = new Set(pathNames(command))
  const fields = command.input instanceof z.ZodObject ? Object.keys(command.input.shape) : []
  return new Set(fields.filter(name => !inPath.has(name)))
}
