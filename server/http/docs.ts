import { dirname } from 'node:path'
import { createRequire } from 'node:module'
import { Router } from 'express'
import { openApiDocument } from '../openapi/document'
import { pack, sendPacked, type Packed } from './packed'
import { packedFiles } from './packedFiles'

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>mastoc API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`
const START = 'SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui" })'

/** `/openapi.json` and a page to browse it, self-hosted. */
export function docsRouter(version: string): Router {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  let document: Packed | undefined
  return Router()
    .get('/openapi.json', async (request, response) => {
      document ??= pack(Buffer.from(JSON.stringify(openApiDocument(version))))
      await sendPacked(request, response.type('json'), document)
    })
    .get('/docs', (_request, response) => {
      // Swagger UI styles its parts inline; this page alone allows it.
      response.set('Content-Security-Policy', "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
      response.type('html').send(PAGE)
    })
    .get('/docs/start.js', (_request, response) => {
      response.type('js').send(START)
    })
    .use('/docs', packedFiles(folder, ['swagger-ui.css', 'swagger-ui-bundle.js'], {}))
}
