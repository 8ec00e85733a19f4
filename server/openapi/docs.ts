import { dirname } from 'node:path'
import { createRequire } from 'node:module'
import { Router, type Request } from 'express'
import { guest } from '../../shared/access/actor'
import { languageOf } from '../i18n/messages'
import { openApiDocument } from './document'
import { docsPage, type DocsFacts } from '../pages/docsPage'
import { docsStyle } from '../pages/docsStyle'
import { RAW_PRICES } from '../limits/restPrices'
import type { Services } from '../services/services'
import { viewerOf } from '../usecases/climbs/viewer'
import type { Entrance } from '../http/entrance'
import { pack, sendPacked, type Packed } from '../http/packed'
import { packedFiles } from '../http/packedFiles'

const REFERENCE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>mastoc API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`
const START = 'SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui" })'

type Parts = Pick<Services, 'config' | 'stores'>

/** The address for programs: from the settings, or the one that the caller used. */
const addressOf = ({ protocol, headers }: Request, { config }: Parts): string => config.publicUrl ?? `${protocol}://${headers.host ?? ''}`

/** A start, a hand hold and a top of the newest climb make the example. A gym for members shows none to guests. */
async function exampleOf({ config, stores }: Parts): Promise<DocsFacts['example']> {
  if (!config.publicRead) return null
  const { results: [climb] } = await stores.climbs.list({}, viewerOf(guest), { page: 1, page_size: 1 })
  const holds = climb?.holds_list.split(' ') ?? []
  const [start, hand, top] = ['S', 'O', 'T'].map(role => holds.find(hold => hold.startsWith(role)))
  return climb && start && top ? { face_id: climb.face_id, holds_list: [start, ...hand ? [hand] : [], top].join(' ') } : null
}

/**
 * [DOCS-1] Serves `/docs`, which says how to call this server, and `/docs/reference` and `/openapi.json`, which list
 * all calls.
 */
export function docsRouter(version: string, parts: Parts, { payAsGuest }: Entrance): Router {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  let document: Packed | undefined
  return Router()
    .get('/openapi.json', async (request, response) => {
      document ??= pack(Buffer.from(JSON.stringify(openApiDocument(version))))
      await sendPacked(request, response.type('json'), document)
    })
    .get('/docs', async (request, response) => {
      payAsGuest(request, RAW_PRICES.docs)
      const { lang } = request.query
      const language = lang === 'fr' || lang === 'en' ? lang : languageOf(request.headers['accept-language'])
      const page = docsPage({
        address: addressOf(request, parts),
        isOpen: parts.config.publicRead,
        example: await exampleOf(parts).catch(() => null),
        language,
      })
      response.set('Cache-Control', 'no-cache').vary('Accept-Language').type('html').send(page)
    })
    .get('/docs/page.css', (_request, response) => {
      response.type('css').send(docsStyle)
    })
    .get('/docs/reference', (_request, response) => {
      // Swagger UI styles its parts inline; this page alone allows it.
      response.set(
        'Content-Security-Policy',
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
      response.type('html').send(REFERENCE)
    })
    .get('/docs/start.js', (_request, response) => {
      response.type('js').send(START)
    })
    .use('/docs', packedFiles(folder, ['swagger-ui.css', 'swagger-ui-bundle.js'], {}))
}
