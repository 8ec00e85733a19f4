import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEYS, startApp, type TestApp } from '../support/app'
import { prepareFixtures } from './commandRows'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
  await prepareFixtures(app)
})
afterAll(() => app.close())

const pageOf = async (from: TestApp, headers: Record<string, string> = {}, path = '/docs') => {
  const response = await fetch(from.url + path, { headers })
  return { headers: response.headers, html: await response.text() }
}
/** The lines to be copied, as they are read on the screen. */
const blocksOf = (html: string): string[] =>
  Array.from(html.matchAll(/<pre[^>]*><code>(.*?)<\/code><\/pre>/gs), ([, code = '']) =>
    code.replace(/&#(\d+);/g, (_, sign: string) => String.fromCharCode(Number(sign))),
  )

/** A line of curl, asked with fetch; a key that the line leaves open is put in. */
async function run(line: string, key = ''): Promise<Response> {
  const words = Array.from(line.matchAll(/'([^']*)'|([^\s'\\]+)/g), ([, quoted, plain]) => quoted ?? plain ?? '')
  const after = (flag: string) => words.flatMap((word, at) => (word === flag ? [words[at + 1] ?? ''] : []))
  const headers = Object.fromEntries(after('-H').map(header => header.replace('KEY', key).split(': ')))
  const [url = ''] = words.filter(word => word.startsWith('http'))
  const [body] = after('-d')
  return fetch(url, { method: after('-X')[0] ?? 'GET', headers, ...(body === undefined ? {} : { body }) })
}

test('[DOCS-1] the page begins with a call that works on this server without an account', async () => {
  const [first = ''] = blocksOf((await pageOf(app)).html)
  expect(first).toBe(`curl '${app.url}/api/climbs?page_size=3'`)
  const answer = await run(first)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ page_size: 3, results: [{ source: 'mastoc' }, {}, {}] })
})

test('[DOCS-1] the call with a key sets a climb as it stands there', async () => {
  const creating = blocksOf((await pageOf(app)).html).find(line => line.includes('X-API-Key')) ?? ''
  const answer = await run(creating, KEYS.write)
  expect(answer.status).toBe(201)
  expect(await answer.json()).toMatchObject({ name: 'API', holds_list: 'S101 O105 T109' })
})

test('[DOCS-1] a gym for its members shows a first call that works, and none of its holds', async () => {
  const closed = await startApp({ env: { PUBLIC_READ: '0' } })
  await prepareFixtures(closed)
  const { html } = await pageOf(closed)
  const [first = ''] = blocksOf(html)
  expect(first).toBe(`curl '${closed.url}/health'`)
  expect((await run(first)).status).toBe(200)
  expect(html).toContain('FACE_ID')
  await closed.close()
})

test('[DOCS-1] the address is the one of the settings, where there is one', async () => {
  const served = await startApp({ env: { PUBLIC_URL: 'https://mur.example/' } })
  expect(blocksOf((await pageOf(served)).html)[0]).toBe("curl 'https://mur.example/api/climbs?page_size=3'")
  await served.close()
})

test('[DOCS-2] the page is in French, or in English for whoever prefers it, and leads to the other language', async () => {
  const [french, english, asked] = [
    await pageOf(app),
    await pageOf(app, { 'accept-language': 'en-GB' }),
    await pageOf(app, {}, '/docs?lang=en'),
  ]
  expect(french.html).toContain('<html lang="fr">')
  expect(french.html).toContain('href="/docs?lang=en"')
  expect([english.html, asked.html].map(html => html.includes('<html lang="en">'))).toEqual([true, true])
  expect(french.headers.get('vary')).toContain('Accept-Language')
})

test('[DOCS-2] the page keeps the strict policy: nothing of it is script, its style is a file of this server', async () => {
  const { headers, html } = await pageOf(app)
  expect(headers.get('content-security-policy')).toContain("style-src 'self';")
  expect(html).not.toMatch(/<script|<style| style=|onclick/)
  expect((await fetch(`${app.url}/docs/page.css`)).headers.get('content-type')).toContain('text/css')
})

test('[DOCS-2] a strange host name is shown as text', async () => {
  const { html } = await pageOf(app, { host: 'a"b<c' })
  expect(html).not.toContain('b<c')
})

test('[DOCS-2] all operations are one click away', async () => {
  expect((await pageOf(app)).html).toContain('href="/docs/reference"')
  expect((await pageOf(app, {}, '/docs/reference')).html).toContain('swagger-ui')
})
