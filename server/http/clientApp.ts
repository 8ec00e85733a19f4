import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router } from 'express'
import { Refusal } from '../../shared/result'
import type { Services } from '../services/services'
import type { Entrance } from './entrance'
import { packedFiles } from './packedFiles'
import { allowStyles, pageOf, robots } from './pages'

/** Serves the built client, which routes every other address of a page itself. */
export function clientRouter(folder: string, services: Pick<Services, 'stores' | 'config'>, entrance: Entrance): Router {
  const router = Router().get('/robots.txt', robots(services.config))
  const [index, assets] = [join(folder, 'index.html'), join(folder, 'assets')]
  if (!existsSync(index)) return router
  const texts = existsSync(assets) ? readdirSync(assets).filter(name => /\.(js|css|svg|json)$/.test(name)) : []
  const allow = allowStyles(readFileSync(index, 'utf8'))
  const page = pageOf(index, services, entrance)
  return router
    .use('/assets', packedFiles(assets, texts, { 'Cache-Control': 'public, max-age=31536000, immutable' }))
    .use('/assets', express.static(assets, { immutable: true, maxAge: '1y', redirect: false }), () => {
      throw new Refusal('not_found')
    })
    .use(express.static(folder, { index: false, setHeaders(response, file) {
      response.setHeader('Cache-Control', 'no-cache')
      if (file === index) allow(response)
    } }))
    .get('/*path', page)
    .get('/', page)
}
