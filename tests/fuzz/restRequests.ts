import fc from 'fast-check'
import type { Command } from '../../shared/contract/command'
import { commands, type CommandName } from '../../shared/contract/commands'
import { rows, type Fixtures } from '../wire/commandRows'
import { hostileText, hostileValue } from './hostileValues'

export interface RestRequest {
  name: CommandName
  method: string
  path: string
  body: string | undefined
  headers: Record<string, string>
}

/** The ways to spoil a good request. */
const WAYS = [
  'field',
  'field',
  'field',
  'new field',
  'path',
  'query',
  'query',
  'whole body',
  'cut body',
  'type',
  'headers',
  'good',
] as const
interface Spoiling {
  name: CommandName
  way: (typeof WAYS)[number]
  place: number
  text: string
  value: unknown
}

const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/json; charset=utf-7',
  'application/json; charset=utf-16',
  '',
] as const
const HEADERS = [
  'if-match',
  'idempotency-key',
  'accept-language',
  'if-none-match',
  'range',
  'x-forwarded-for',
  'x-http-method-override',
  'content-encoding',
  'expect',
  'cookie',
  'origin',
] as const

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed()).slice(0, 8000)
/** The characters that a header can carry at all. */
const visible = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 2000).trim()
const pick = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(1, list.length)]

function fieldsOf(name: CommandName): string[] {
  const { input } = commands[name] as { input: { shape?: object } }
  return Object.keys(input.shape ?? {})
}

function spoiltPath(path: string, { way, place, text, name }: Spoiling): string {
  if (way === 'path') {
    const parts = path.split('/')
    const at = 2 + place % Math.max(1, parts.length - 2)
    return parts.map((part, nth) => (nth === at ? encoded(text) || '-' : part)).join('/')
  }
  return way === 'query'
    ? `${path}${path.includes('?') ? '&' : '?'}${encoded(pick(fieldsOf(name), place) ?? 'page')}=${encoded(text)}`
    : path
}

function spoiltBody(body: unknown, { way, place, text, value, name }: Spoiling): string | undefined {
  const command: Command = commands[name]
  if (command.method === 'GET') return undefined
  if (command.upload) return way === 'cut body' ? form(text).slice(0, place % 200) : form(text)
  const good = { ...(body as object | undefined) }
  if (way === 'whole body') return JSON.stringify(value)
  if (way === 'cut body') return JSON.stringify(good).slice(0, place % 40)
  if (way === 'new field') return JSON.stringify({ ...good, [text]: value })
  if (way === 'field') return JSON.stringify({ ...good, [pick(fieldsOf(name), place) ?? 'id']: value })
  return body === undefined ? undefined : JSON.stringify(good)
}

function headersOf({ way, place, text, name }: Spoiling): Record<string, string> {
  if (way === 'type') return { 'content-type': pick(TYPES, place) ?? '' }
  if ((commands[name] as Command).upload && way !== 'headers') return { 'content-type': 'multipart/form-data; boundary=x' }
  return way === 'headers' ? { [pick(HEADERS, place) ?? 'cookie']: visible(text) } : {}
}

function spoilt(fixtures: Fixtures, spoiling: Spoiling): RestRequest {
  const { name } = spoiling
  const { path, body } = rows[name]
  return {
    name,
    method: commands[name].method,
    path: spoiltPath(path(fixtures), spoiling).replaceAll(' ', '%20'),
    body: spoiltBody(body?.(fixtures), spoiling),
    headers: headersOf(spoiling),
  }
}

const names = Object.keys(commands) as CommandName[]
/** A part of a form, with a picture that is none. */
const form = (text: string): string =>
  `--x\r\nContent-Disposition: form-data; name="file"; filename="${visible(text).replaceAll('"', '')}.png"\r\nContent-Type: image/png\r\n\r\n${text.toWellFormed()}\r\n--x--\r\n`

/** Requests for every command, each spoilt in one way; of one seed they are always the same. */
export function restRequests(fixtures: Fixtures, count: number, seed: number): RestRequest[] {
  const spoilings = fc.record({
    name: fc.constantFrom(...names),
    way: fc.constantFrom(...WAYS),
    place: fc.nat(1000),
    text: hostileText,
    value: hostileValue,
  })
  return fc.sample(spoilings, { numRuns: count, seed }).map(spoiling => spoilt(fixtures, spoiling))
}
