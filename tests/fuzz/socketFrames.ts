import fc from 'fast-check'
import { hostileText, hostileValue } from './hostileValues'

const EVENTS = ['feed:open', 'feed:more', 'feed:close', 'session:renew', 'presence:set'] as const
const OTHERS = [
  'connect',
  'disconnect',
  'disconnecting',
  'error',
  'newListener',
  'removeListener',
  '__proto__',
  'constructor',
  'feed:change',
  'session:ended',
  '',
] as const
const FIELDS = ['feed', 'since', 'token', 'face', 'hold', 'point', 'mode', 'apiKey', '__proto__'] as const
const GOOD = { feed: 'global', since: 'x.1', token: 'x.y.z', face: 'x', hold: 1, point: [1, 2], mode: 'look' } as const

const payload = fc.oneof(
  hostileValue,
  fc.record({ field: fc.constantFrom(...FIELDS), value: hostileValue }).map(({ field, value }) => ({ [field]: value })),
  fc
    .record({ keep: fc.subarray(Object.keys(GOOD)), field: fc.constantFrom(...FIELDS), value: hostileValue })
    .map(({ keep, field, value }) => ({
      ...Object.fromEntries(Object.entries(GOOD).filter(([name]) => keep.includes(name))),
      [field]: value,
    })),
)
const event = fc
  .record({
    name: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...EVENTS) },
      { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...OTHERS), hostileText) },
    ),
    args: fc.array(payload, { maxLength: 3 }),
    ack: fc.option(fc.nat(1000)),
  })
  .map(({ name, args, ack }) => `42${ack ?? ''}${JSON.stringify([name, ...args])}`)
const PACKETS = [
  '',
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '40',
  '41',
  '40/admin,',
  '40{"token":5}',
  '43',
  '431[]',
  '44{}',
  '451-["feed:open",{"_placeholder":true,"num":0}]',
  '451000000-["x"]',
  '45-1-["x"]',
  '45__proto__-[]',
  '42',
  '42[]',
  '42{}',
  '42[5]',
  '42[null]',
  '42[["feed:open"]]',
  '2probe',
  '4\u0000',
] as const

const frame = fc.oneof(
  { weight: 6, arbitrary: event },
  { weight: 1, arbitrary: fc.constantFrom(...PACKETS) },
  { weight: 1, arbitrary: fc.record({ text: event, cut: fc.nat(60) }).map(({ text, cut }) => text.slice(0, cut)) },
)

/** Messages to Socket.IO, packets and no packets; the same seed gives the same ones. */
export const socketFrames = (count: number, seed: number): string[] => fc.sample(frame, { numRuns: count, seed })
