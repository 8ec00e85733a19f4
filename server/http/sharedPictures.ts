import { createHash } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import type { Climb, ClimbRow } from '../../shared/model/climb'
import { Refusal } from '../../shared/result'
import { parseHoldsList } from '../../shared/rules/holdsList'
import { BoundedMap } from '../concurrency/boundedMap'
import { languageOf, translate, type Language } from '../i18n/messages'
import { RAW_PRICES } from '../limits/restPrices'
import { foundClimbs, type FoundClimbs } from '../pages/foundClimbs'
import { searchWords } from '../pages/searchWords'
import { sharedSearch } from '../pages/sharedSearch'
import { climbPicture } from '../photos/climbPicture'
import type { ClimbOnWall } from '../photos/drawWall'
import { LIST_DRAWN, listPicture } from '../photos/listPicture'
import type { PictureWords } from '../photos/pictureWords'
import type { Services } from '../services/services'
import type { Entrance } from './entrance'

/** It goes up whenever the drawing itself changes. */
const DRAWING = 1
/** So many pictures are kept in memory, each of about 250 KB. */
const KEPT_MAX = 60
const GUEST = { userId: null, seesPrivate: false }

/** A climb as it is drawn, before the photo is read. */
type Drawn = Omit<ClimbOnWall, 'photo'> & { path: string; sha256: string; words: PictureWords }
/** All that is drawn on a picture, and how. */
interface Picture {
  facts: unknown
  units: number
  draw: () => Promise<Buffer>
}

type Parts = Pick<Services, 'stores' | 'config'>
type PictureOf = (id: string, language: Language) => Promise<Picture>

function createDrawn({ stores }: Parts) {
  return async (row: Climb | ClimbRow, language: Language): Promise<Drawn> => {
    const climb = parseHoldsList(row.holds_list) ?? []
    const face = await stores.walls.face({ id: row.face_id })
    const photo = face && await stores.walls.pictureFacts(face.picture_path)
    if (!face || !photo) throw new Refusal('not_found')
    const holds = await stores.walls.holdRows([...new Set(climb.map(({ hold_id }) => hold_id))])
    const [gym] = await stores.walls.gymRows([face.gym_id])
    return {
      path: face.picture_path, sha256: photo.sha256, wall: { width: face.picture_width, height: face.picture_height }, climb,
      holds: holds.sort((a, b) => a.id - b.id).map(({ id, polygon_str, center_tape_str, left_tape_str, right_tape_str }) =>
        ({ id, polygon_str, center_tape_str, left_tape_str, right_tape_str })),
      words: {
        name: row.name, grade: row.shown_grade_font, place: [face.name, gym?.name].filter(Boolean).join(' · '),
        setter: row.setter_name === null ? '' : translate(language, 'page_by', { setter: row.setter_name }),
      },
    }
  }
}

async function photoOf({ stores }: Parts, path: string): Promise<Uint8Array> {
  const picture = await stores.walls.picture(path)
  if (!picture) throw new Refusal('not_found')
  return picture.bytes
}

function createClimbPicture(parts: Parts): PictureOf {
  const drawnOf = createDrawn(parts)
  return async (id, language) => {
    const climb = await parts.stores.climbs.get({ id }, GUEST)
    if (!climb || climb.is_private) throw new Refusal('not_found')
    const { path, ...facts } = await drawnOf(climb, language)
    return {
      facts: [path, facts], units: RAW_PRICES.climbDrawn,
      draw: async () => climbPicture({ ...facts, photo: await photoOf(parts, path) }),
    }
  }
}

/** The picture of several climbs beside some words. */
const severalDrawn = (parts: Parts, words: PictureWords, climbs: readonly Drawn[]): Picture => ({
  facts: [words, climbs], units: climbs.length * RAW_PRICES.climbDrawn,
  async draw() {
    const photos = new Map<string, Uint8Array>()
    for (const { path } of climbs) if (!photos.has(path)) photos.set(path, await photoOf(parts, path))
    const listed = climbs.map(({ path, ...climb }) => ({ ...climb, photo: photos.get(path) ?? new Uint8Array() }))
    return listPicture({ words, climbs: listed })
  },
})

/** [SHARE-6] Whoever has the link of a shared list sees those of its climbs that everybody sees. */
function createListPicture(parts: Parts): PictureOf {
  const { stores } = parts
  const drawnOf = createDrawn(parts)
  return async (id, language) => {
    const [list] = await stores.lists.rows([id])
    const ids = list?.is_shared ? await stores.lists.visibleIn(id, GUEST) : []
    if (!list || ids.length === 0) throw new Refusal('not_found')
    const rows = new Map((await stores.climbs.rows(ids.slice(0, LIST_DRAWN))).map(row => [row.id, row]))
    const climbs: Drawn[] = []
    for (const climb of ids) {
      const row = rows.get(climb)
      if (row) climbs.push(await drawnOf(row, language))
    }
    const words: PictureWords = {
      name: list.name, grade: null, place: translate(language, 'page_list_of', { owner: list.owner_name }),
      setter: translate(language, 'page_list_climbs', { climbs: ids.length }),
    }
    return severalDrawn(parts, words, climbs)
  }
}

/** [SHARE-7] The first climbs that everybody finds with a search, below what it asks for. */
async function searchPicture(parts: Parts, found: FoundClimbs, language: Language): Promise<Picture> {
  const drawnOf = createDrawn(parts)
  const climbs: Drawn[] = []
  for (const climb of found.climbs) climbs.push(await drawnOf(climb, language))
  const words: PictureWords = {
    name: searchWords(found, language), grade: null, place: climbs[0]?.words.place ?? '',
    setter: translate(language, 'page_list_climbs', { climbs: found.count }),
  }
  return severalDrawn(parts, words, climbs)
}

/** The picture is known by all that is drawn on it, and by the drawing. */
const versionOf = (facts: unknown): string => createHash('sha256').update(JSON.stringify([DRAWING, facts])).digest('base64url')

/** What a messenger shows where a search costs more than its network has left: the app's own picture. */
const PLAIN = '/icons/icon-512.png'

/**
 * [SHARE-1] [SHARE-6] [SHARE-7] Serves `GET /og/climb/<id>.png`, `GET /og/list/<id>.png` and `GET /og/search.png?<search>` to
 * messengers: public climbs that are shown, shared lists and searches, drawn once for all who ask.
 */
export function sharedPictureRouter(services: Parts, { payAsGuest, payForSearch }: Entrance): Router {
  const kept = new BoundedMap<string, Promise<Buffer>>(KEPT_MAX)
  async function send(request: Request, response: Response, { facts, units, draw }: Picture): Promise<void> {
    const version = versionOf(facts)
    response.set({
      'Content-Type': 'image/png',
      // Short, because a climb may become private, and a list be shared no longer.
      'Cache-Control': 'public, max-age=300',
      'ETag': `"${version}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    }).vary('Accept-Language')
    if (request.fresh) return void response.status(304).end()
    const known = kept.get(version)
    if (!known) payAsGuest(request, units)
    const making = known ?? draw()
    kept.set(version, making)
    making.catch(() => { if (kept.get(version) === making) kept.delete(version) })
    response.send(await making)
  }
  const languageOfRequest = (request: Request) => languageOf(request.headers['accept-language'])
  const served = (pictureOf: PictureOf) => async (request: Request<{ file: string }>, response: Response): Promise<void> => {
    payAsGuest(request, RAW_PRICES.picture)
    const [, id] = /^([0-9a-f-]{36})\.png$/.exec(request.params.file) ?? []
    if (id === undefined || !services.config.publicRead) throw new Refusal('not_found')
    await send(request, response, await pictureOf(id, languageOfRequest(request)))
  }
  async function servedSearch(request: Request, response: Response): Promise<void> {
    const search = services.config.publicRead ? sharedSearch(request.url) : null
    if (search === null) throw new Refusal('not_found')
    const sendPlain = () => {
      response.removeHeader('ETag')
      response.set('Cache-Control', 'no-store').redirect(302, PLAIN)
    }
    if (!payForSearch(request)) return sendPlain()
    const found = await foundClimbs(services.stores, search)
    if (found === null) throw new Refusal('not_found')
    const picture = await searchPicture(services, found, languageOfRequest(request))
    await send(request, response, picture).catch((failure: unknown) => {
      if (failure instanceof Refusal && failure.code === 'too_fast') return sendPlain()
      throw failure
    })
  }
  return Router()
    .get('/og/climb/:file', served(createClimbPicture(services)))
    .get('/og/list/:file', served(createListPicture(services)))
    .get('/og/search.png', servedSearch)
}
