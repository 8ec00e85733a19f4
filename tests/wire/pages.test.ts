import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startApp, type Account, type TestApp } from '../support/app'
import { importTestWall, smallPicture, smallWall } from '../support/wall'

const STYLE = '.first{display:grid}'
const INDEX = `<!doctype html>\n<html lang="fr">\n<head><!--description--><meta name="description" content="x" /><!--/description--><title>mastoc</title><style>${STYLE}</style>${['en', 'fr'].map(words => `<link rel="modulepreload" crossorigin data-words="${words}" href="/assets/${words}-1.js">`).join('')}</head>\n<body><div id="app"><!--frame--></div></body></html>`

let app: TestApp
let clientFolder: string
let setter: Account
beforeAll(async () => {
  clientFolder = await mkdtemp(join(tmpdir(), 'mastoc-client-'))
  await mkdir(join(clientFolder, 'assets'))
  await writeFile(join(clientFolder, 'index.html'), INDEX)
  await writeFile(join(clientFolder, 'assets', 'app-1.js'), 'hello()')
  await writeFile(join(clientFolder, 'assets', 'app-1.js.br'), brotliCompressSync('hello() /* packed by the build */'))
  app = await startApp({ clientFolder, env: { PUBLIC_URL: 'https://mur.example.org' } })
  await importTestWall(app.services, { ...smallWall, picture_file: { bytes: await smallPicture(), mime: 'image/png' } })
  setter = await app.register('lynx')
})
afterAll(async () => {
  await app.close()
  await rm(clientFolder, { recursive: true })
})

const page = async (path: string, language = 'fr') => {
  const answer = await app.call('GET', path, { headers: { accept: 'text/html', 'accept-language': language } })
  return { ...answer, html: answer.body as string }
}
const meta = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)].map(([, name = '', content]) => [name, content]),
  )
async function climbOf(values: { name: string; is_private?: boolean }): Promise<string> {
  const [face] = await app.services.stores.walls.faces({})
  const { body } = await app.call('POST', '/api/climbs', {
    token: setter.token,
    body: { face_id: face?.id, holds_list: 'S101 O105 T109', grade_font: '6B', feet_rule: 'All holds', ...values },
  })
  return (body as { id: string }).id
}

test('[PAGE-1] the page has the frame in it: the wall’s name, the bar in the reader’s language and a small wall', async () => {
  const { html, headers } = await page('/')
  expect(html).toContain('<header>Petit pan</header>')
  expect(html).toMatch(/<img alt="" src="data:image\/webp;base64,[A-Za-z0-9+/=]{60,1200}">/)
  expect(html).toContain('<span>Mur</span><span>Blocs</span><span>Ouvrir</span><span>Prises</span><span>Moi</span>')
  expect(headers.get('cache-control')).toBe('no-cache')
  const english = await page('/soins', 'en')
  expect(english.html).toContain('<span>Wall</span><span>Climbs</span><span>Set</span><span>Holds</span><span>Me</span>')
  expect(english.html).toContain('<html lang="en">')
})

test('[PAGE-1] the page names the small photo, which comes after the scripts, and the words of its reader’s language alone', async () => {
  const { html } = await page('/')
  const [, small = ''] = /<img class="sharp" alt="" fetchpriority="high" src="([^"]+)">/.exec(html) ?? []
  expect(small).toMatch(/^\/static\/.+\?w=480$/)
  const { status, headers } = await app.call('GET', small)
  expect([status, headers.get('content-type')]).toEqual([200, 'image/webp'])
  const words = (text: string) => [...text.matchAll(/<link [^>]*data-words="(\w+)"/g)].map(([, language]) => language)
  expect(words(html)).toEqual(['fr'])
  expect(words((await page('/', 'en')).html)).toEqual(['en'])
})

test('[PAGE-1] [SEC-1] the policy names the frame’s own style by its hash and lets no other in', async () => {
  const hash = createHash('sha256').update(STYLE).digest('base64')
  for (const path of ['/', '/prises/101', '/index.html']) {
    const { headers } = await page(path)
    expect(headers.get('content-security-policy')).toContain(`style-src 'self' 'sha256-${hash}';`)
    expect(headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
  }
  expect((await app.call('GET', '/api/gyms')).headers.get('content-security-policy')).toContain("style-src 'self';")
})

test('[PAGE-2] a link to a climb shows its name, grade and wall, to the wall what is there', async () => {
  const id = await climbOf({ name: '<b>Le "dahu"</b>' })
  const { html } = await page(`/bloc/${id}`)
  expect(html).toContain('<title>&#60;b&#62;Le &#34;dahu&#34;&#60;/b&#62; · 6B · mastoc</title>')
  expect(meta(html)).toMatchObject({
    'og:title': '&#60;b&#62;Le &#34;dahu&#34;&#60;/b&#62; · 6B · mastoc',
    'og:description': 'Bloc ouvert par lynx, 3 prises, sur le mur « Petit pan » de Petite salle.',
    'description': 'Bloc ouvert par lynx, 3 prises, sur le mur « Petit pan » de Petite salle.',
    'og:url': `https://mur.example.org/bloc/${id}`,
  })
  expect(meta((await page(`/bloc/${id}`, 'en')).html)['og:description']).toBe(
    'Climb set by lynx, 3 holds, on the wall “Petit pan” at Petite salle.',
  )
  expect(meta((await page('/')).html)['og:description']).toMatch(
    /^Le mur « Petit pan » de Petite salle : \d blocs et 12 prises, partagés en direct\.$/,
  )
})

test('[PAGE-2] of a private climb, of one in the bin and of one that never was a link says nothing', async () => {
  const [hidden, gone] = [await climbOf({ name: 'Secret de lynx', is_private: true }), await climbOf({ name: 'Bientôt parti' })]
  await app.call('DELETE', `/api/climbs/${gone}`, { token: setter.token })
  // A count is kept for as long.
  await expect.poll(async () => meta((await page('/')).html)['description']).toContain(': 6 blocs')
  const plain = meta((await page('/')).html)
  for (const id of [hidden, gone, '0face000-0000-4000-8000-000000000000']) {
    const { html, status } = await page(`/bloc/${id}`)
    expect(status).toBe(200)
    expect(html).not.toMatch(/Secret|Bientôt|lynx/)
    expect(meta(html)).toEqual({ ...plain, 'og:url': 'https://mur.example.org/' })
  }
})

test('[PAGE-6] whoever asks for addresses that nobody knows gets one page, for which the wall is counted once', async () => {
  const counted = vi.spyOn(app.services.stores.walls, 'faces')
  const answers = await Promise.all(Array.from({ length: 60 }, (_, nth) => page(nth % 2 ? `/nulle-part/${nth}` : `/bloc/${randomUUID()}`)))
  expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.get('etag')}`)).size).toBe(1)
  expect(counted.mock.calls.length).toBeLessThanOrEqual(1)
})

test('[PAGE-2] a gym that is for members says nothing to anybody, and tells search engines to stay away', async () => {
  const closed = await startApp({ clientFolder, env: { PUBLIC_READ: '0' } })
  await importTestWall(closed.services)
  const html = (await closed.call('GET', '/', { headers: { accept: 'text/html' } })).body as string
  expect(html).not.toContain('Petit')
  expect(html).toContain('<header>mastoc</header>')
  expect((await closed.call('GET', '/robots.txt')).body).toBe('User-agent: *\nDisallow: /\n')
  await closed.close()
})

test('[PAGE-3] robots.txt is an answer of its own', async () => {
  const { status, headers, body } = await app.call('GET', '/robots.txt')
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
  expect(body).toMatch(/^User-agent: \*\nDisallow: \/api\/\n/)
})

test('[PAGE-1] with the database away the page comes all the same, and the app opens with what the device keeps', async () => {
  const away = await startApp({ clientFolder })
  vi.spyOn(away.services.stores.walls, 'faces').mockRejectedValue(new Error('away'))
  const { status, body } = await away.call('GET', '/', { headers: { accept: 'text/html' } })
  expect(status).toBe(200)
  expect(body).toContain('<header>mastoc</header>')
  await away.close()
})

test('[PAGE-4] what the build compressed is sent as it is to who takes it', async () => {
  const raw = async (encoding: string) => {
    const { request } = await import('node:http')
    return new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve) => {
      request(`${app.url}/assets/app-1.js`, { headers: { 'accept-encoding': encoding } }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(parts) }))
      }).end()
    })
  }
  const packed = await raw('gzip, br')
  expect(packed.encoding).toBe('br')
  expect(brotliDecompressSync(packed.bytes).toString()).toContain('packed by the build')
  expect((await raw('gzip')).encoding).toBe('gzip')
  expect((await raw('identity')).bytes.toString()).toBe('hello()')
})
