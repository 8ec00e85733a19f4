import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router } from 'express'
import { Refusal } from '../../shared/result'
import { packedFiles } from './packedFiles'

/** The built client; any other address of a page is the client's own to route. */
export function clientRouter(folder: string): Router {
  const router = Router()
  if (!existsSync(join(folder, 'index.html'))) return router
  const assets = join(folder, 'assets')
  const texts = existsSync(assets) ? readdirSync(assets).filter(name => /\.(js|css|svg|json)$/.test(name)) : []
  return router
    .use('/assets', packedFiles(assets, texts, { 'Cache-Control': 'public, max-age=31536000, immutable' }), express.static(assets, { immutable: true, maxAge: '1y', redirect: false }), () => {
      throw new Refusal('not_found')
    })
    .use(express.static(folder, { index: false, setHeaders: response => response.set('Cache-Control', 'no-cache') }))
    .get('/*path', pageOf(folder))
    .get('/', pageOf(folder))
}

const pageOf = (folder: string): express.RequestHandler => (request, response, next) => {
  if (/^\/(api|static|yjs|socket\.io)(\/|$)/.test(request.path) || !request.accepts('html')) return next()
  response.set('Cache-Control', 'no-cache')
  return response.sendFile(join(folder, 'index.html'))
}
