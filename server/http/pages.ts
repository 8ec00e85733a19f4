import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import type { Request, RequestHandler } from 'express'
import type { Config } from '../config/config'
import { createBlurredWall } from '../pages/blurredWall'
import { createPageFacts, type PageFacts, type PageThing } from '../pages/pageFacts'
import { pageHtml, styleHashes } from '../pages/pageHtml'
import type { Services } from '../services/services'
import { searchAddress, sharedSearch } from '../pages/sharedSearch'
import type { Entrance } from './entrance'
import { pack, sendPacked, type Packed } from './packed'
import { languageOf } from '../i18n/messages'
import { BoundedMap } from '../concurrency/boundedMap'

/** Pages with the same content are compressed once. */
const KEPT_MAX = 200

function thingOf({ path, url }: Pick<Request, 'path' | 'url'>): PageThing {
  const [, place, id = ''] = /^\/(bloc|liste)\/([0-9a-f-]{36})$/.exec(path) ?? []
  if (place !== undefined) return { kind: place === 'bloc' ? 'climb' : 'list', id }
  const search = path === '/' && url.includes('?') ? sharedSearch(url) : null
  return search && { kind: 'search', id: searchAddress(search) }
}

/** The address under which a preview knows its page. [PAGE-6] Invented addresses make no pages of their own. */
const pathOf = ({ climb, list, search }: PageFacts, { path }: Pick<Request, 'path'>, thing: PageThing): string =>
  search && thing ? `/?${thing.id}` : climb ?? list ? path : '/'

/** Lets the page's own styles through its policy; the file that devices keep for later needs it as well. */
export function allowStyles(built: string): (response: ServerResponse) => void {
  const hashes = styleHashes(built)
  return (response) => {
    const policy = response.getHeader('Content-Security-Policy')
    if (typeof policy === 'string' && hashes.length > 0)
      response.setHeader('Content-Security-Policy', policy.replace("style-src 'self'", `style-src 'self' ${hashes.join(' ')}`))
  }
}

/** [PAGE-1] Serves the client's page under each of its addresses, with its frame, its title and the preview of a link. */
export function pageOf(
  file: string, { stores, config }: Pick<Services, 'stores' | 'config'>, { payForSearch }: Pick<Entrance, 'payForSearch'>,
): RequestHandler {
  const built = readFileSync(file, 'utf8')
  const allow = allowStyles(built)
  const factsOf = createPageFacts({ stores, isPublic: config.publicRead })
  const blurredOf = createBlurredWall(stores)
  const kept = new BoundedMap<string, Packed>(KEPT_MAX)
  const packed = (html: string): Packed => {
    const page = kept.get(html) ?? pack(Buffer.from(html))
    kept.set(html, page)
    return page
  }
  return async (request, response, next) => {
    if (/^\/(api|static|og|yjs|socket\.io)(\/|$)/.test(request.path) || !request.accepts('html')) return next()
    const language = languageOf(request.headers['accept-language'])
    const asked = thingOf(request)
    const thing = asked?.kind === 'search' && !payForSearch(request) ? null : asked
    const facts = await factsOf(thing)
    const blurred = facts.wall && await blurredOf(facts.wall.picture)
    const address = config.publicUrl === null ? null : { site: config.publicUrl, path: pathOf(facts, request, thing) }
    allow(response)
    response.set('Cache-Control', 'no-cache').vary('Accept-Language').type('html')
    return sendPacked(request, response, packed(pageHtml(built, { facts, blurred, language, address })))
  }
}

/** [PAGE-3] Search engines may read a public wall, and nothing of one for members. */
export const robots = ({ publicRead }: Pick<Config, 'publicRead'>): RequestHandler => (_request, response) => {
  response
    .set('Cache-Control', 'public, max-age=3600')
    .type('text/plain')
    .send(
      `User-agent: *\n${publicRead ? ['/api/', '/admin', '/moi', '/reset-password', '/confirm-email', '/invitation'].map(path => `Disallow: ${path}`).join('\n') : 'Disallow: /'}\n`,
    )
}
