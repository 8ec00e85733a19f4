import { gunzipSync, brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createAnswerCache } from './answerCache'
import { pack } from './packed'

const text = async (packed: Promise<{ as: (encoding: 'identity') => Promise<Buffer> }>) => (await (await packed).as('identity')).toString()

test('[LIMIT-98] an answer is made once for its version, also for those who ask meanwhile, and anew for the next', async () => {
  const kept = createAnswerCache()
  let made = 0
  const ask = (version: string) => kept.get('q', version, async () => Buffer.from(`${version} ${++made}`))
  expect(await Promise.all([text(ask('1')), text(ask('1')), text(ask('2')), text(ask('2'))])).toEqual(['1 1', '1 1', '2 2', '2 2'])
  expect(await text(ask('2'))).toBe('2 2')
  expect(await text(ask('1'))).toBe('1 3')
})

test('[LIMIT-98] what could not be made is made the next time', async () => {
  const kept = createAnswerCache()
  await expect(kept.get('q', '1', async () => { throw new Error('no') })).rejects.toThrow('no')
  expect(await text(kept.get('q', '1', async () => Buffer.from('yes')))).toBe('yes')
})

test('[LIMIT-98] memory is bounded: what nobody asked for longest goes, its compressed forms with it', async () => {
  const kept = createAnswerCache(100_000)
  const made: string[] = []
  const ask = (question: string) => kept.get(question, '1', async () => {
    made.push(question)
    return Buffer.alloc(40_000, question)
  })
  await ask('a')
  await ask('b')
  await ask('a')
  await ask('c')
  expect(made).toEqual(['a', 'b', 'c'])
  await ask('a')
  expect(made).toEqual(['a', 'b', 'c'])
  await ask('b')
  expect(made).toEqual(['a', 'b', 'c', 'b'])
  for (let n = 0; n < 500; n++) await ask(`other ${n}`)
  await ask('a')
  expect(made.filter(question => question === 'a')).toHaveLength(2)
})

test('[LIMIT-98] an answer is compressed once each way', async () => {
  let grown = 0
  const body = Buffer.from('a wall '.repeat(5000))
  const packed = pack(body, (bytes) => { grown += bytes })
  const [first, second, br] = await Promise.all([packed.as('gzip'), packed.as('gzip'), packed.as('br')])
  expect(second).toBe(first)
  expect(grown).toBe(first.length + br.length)
  expect([gunzipSync(first).equals(body), brotliDecompressSync(br).equals(body)]).toEqual([true, true])
  expect(pack(Buffer.from(body)).etag).toBe(packed.etag)
})
