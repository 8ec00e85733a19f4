import { createHash } from 'node:crypto'
import { Router } from 'express'
import { Refusal } from '../../shared/result'
import type { Climb } from '../../shared/model/climb'
import { parseHoldsList } from '../../shared/rules/holdsList'
import { BoundedMap } from '../concurrency/boundedMap'
import { languageOf, translate, type Language } from '../i18n/messages'
import { RAW_PRICES } from '../limits/restPrices'
import { climbPicture, type ClimbPicture } from '../photos/climbPicture'
import type { Services } from '../services'
import type { Entrance } from './entrance'

/** It goes up whenever the drawing itself changes. */
const DRAWING = 1
/** So many pictures are kept in memory, each of about 250 KB. */
const KEPT_MAX = 60

type Drawn = Omit<ClimbPicture, 'photo'> & { path: string; sha256: string }

function createFacts({ stores, config }: Pick<Services, 'stores' | 'config'>) {
  async function publicClimb(id: string): Promise<Climb> {
    const climb = config.publicRead ? await stores.climbs.get({ id }, { userId: null, seesPrivate: false }) : null
    if (!climb || climb.is_private) throw new Refusal('not_found')
    return climb
  }
  return async (id: string, language: Language): Promise<Drawn> => {
    const row = await publicClimb(id)
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

/** The picture is known by all that is drawn on it, and by the drawing. */
const versionOf = (drawn: Drawn): string => createHash('sha256').update(JSON.stringify([DRAWING, drawn])).digest('base64url')

/** [SHARE-1] Serves `GET /og/climb/<id>.png` to messengers: public climbs that are shown, drawn once for all who ask. */
export function climbPictureRouter({ stores, config }: Services, { payAsGuest }: Entrance): Router {
  const factsOf = createFacts({ stores, config })
  const kept = new BoundedMap<string, Promise<Buffer>>(KEPT_MAX)
  const draw = async ({ path, ...drawn }: Drawn): Promise<Buffer> => {
    const picture = await stores.walls.picture(path)
    if (!picture) throw new Refusal('not_found')
    return climbPicture({ ...drawn, photo: picture.bytes })
  }
  return Router().get('/og/climb/:file', async (request, response) => {
    payAsGuest(request, RAW_PRICES.picture)
    const [, id] = /^([0-9a-f-]{36})\.png$/.exec(request.params.file) ?? []
    if (id === undefined) throw new Refusal('not_found')
    const drawn = await factsOf(id, languageOf(request.headers['accept-language']))
    const version = versionOf(drawn)
    response.set({
      'Content-Type': 'image/png',
      // Short, because a climb may become private.
      'Cache-Control': 'public, max-age=300',
      'ETag': `"${version}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    }).vary('Accept-Language')
    if (request.fresh) return void response.status(304).end()
    const known = kept.get(version)
    if (!known) payAsGuest(request, RAW_PRICES.climbDrawn)
    const making = known ?? draw(drawn)
    kept.set(version, making)
    making.catch(() => { if (kept.get(version) === making) kept.delete(version) })
    response.send(await making)
  })
}
