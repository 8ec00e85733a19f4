import fc from 'fast-check'

const TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'NaN',
  'null',
  'true',
  '__proto__',
  'constructor',
  'toString',
  "' OR '1'='1",
  '"; DROP TABLE users; --',
  '%',
  '_',
  '%%%',
  '\\',
  '../../../etc/passwd',
  '..%2f..%2f',
  '<script>alert(1)</script>',
  '${7*7}',
  '{{7*7}}',
  '=1+1',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u200b\u2066',
  '🧗‍♀️',
  'é'.normalize('NFD'),
  'İ',
  'x'.repeat(101),
  'x'.repeat(5001),
  'x'.repeat(20_000),
  '9007199254740993',
  '2024-13-45T99:99:99Z',
  '0000-00-00',
  '+275760-09-13T00:00:00Z',
  'face:x',
  'user:',
  'global',
  'a,b',
  'a\r\nSet-Cookie: b=c',
  'S1 O1 T1',
  'S999999999999 T1',
] as const
const NUMBERS = [0, -0, -1, 1.5, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e308, 5e-324] as const

const nest = (depth: number, inner: unknown): unknown => (depth === 0 ? inner : [nest(depth - 1, inner)])

/** Texts that mean something somewhere, or nothing anywhere. */
export const hostileText = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 40 }))

/** Values that JSON can say and nobody expects. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(...NUMBERS),
  fc.constantFrom(null, true, false, [], {}, [[]], [null], { length: 1e9 }, { toString: 1 }, { then: 'x' }),
  fc.constantFrom(10, 100, 500).map(depth => nest(depth, 1)),
  fc.array(fc.integer(), { maxLength: 2000 }),
  fc.jsonValue({ maxDepth: 3 }),
)
