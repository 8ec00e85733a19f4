import type { CallInput, CommandName } from '../../shared/contract/commands'
import { routes } from './routes'
import type { Command } from '../../shared/contract/command'

export type UploadCommand = 'users.setAvatar' | 'imports.create'

export interface Request {
  method: Command['method']
  address: string
  /** JSON, or a form with a file. */
  body: string | FormData | null
  /** Idempotency-Key. */
  key?: string
  /** The state that it changes, as `updated_at` says it; another one is refused as `stale`. */
  ifMatch?: string | undefined
}

/** Writes a command's input into path, query and body, as its contract says. */
export function requestOf<C extends CommandName>(name: C, input: CallInput<C>): Request {
  const command = routes[name]
  const fields = new Map<string, unknown>(Object.entries(input).filter(([, value]) => value !== undefined))
  const path = command.path.replace(/([:*])(\w+)/g, (_, mark: string, field: string) => {
    const value = textOf(fields.get(field))
    fields.delete(field)
    return mark === '*' ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value)
  })
  const hasBody = command.method !== 'GET' && command.method !== 'DELETE'
  const query = new URLSearchParams()
  for (const [field, value] of fields) {
    if (hasBody && !command.query?.includes(field)) continue
    query.append(field, textOf(value))
    fields.delete(field)
  }
  return {
    method: command.method,
    address: query.size > 0 ? `${path}?${query}` : path,
    body: hasBody ? JSON.stringify(Object.fromEntries(fields)) : null,
  }
}

/** One file for a command that takes one. */
export function uploadOf(name: UploadCommand, file: Blob): Request {
  const body = new FormData()
  body.append('file', file)
  return { ...requestOf(name, {}), body }
}

/** An address takes plain values only. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
