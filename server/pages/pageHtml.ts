import { createHash } from 'node:crypto'
import { translate, type Language } from '../i18n/messages'
import { PICTURE } from '../photos/climbPicture'
import { WIDTHS } from '../photos/variants'
import type { PageFacts } from './pageFacts'
import { escaped } from '../photos/escaped'
import { searchWords } from './searchWords'

const PLACES = ['wall', 'climbs', 'set', 'holds', 'me'] as const

interface PageWords {
  title: string
  description: string
}

/** [PAGE-2] The preview of a link: of a public climb, of a shared list, of a search, or else of the wall. */
function pageWords({ wall, climb, list, search }: PageFacts, language: Language): PageWords {
  const plain = { title: 'mastoc', description: translate(language, 'page_about') }
  if (!wall) return plain
  const where = { wall: wall.name, gym: wall.gym }
  if (list)
    return {
      title: `${list.name} · mastoc`,
      description: translate(language, 'page_list', { ...where, owner: list.owner, climbs: list.climbs }),
    }
  if (search)
    return {
      title: `${searchWords(search, language)} · mastoc`,
      description: translate(language, 'page_search', { ...where, climbs: search.count }),
    }
  if (!climb)
    return {
      title: `${wall.name} · mastoc`,
      description: translate(language, 'page_wall', { ...where, climbs: wall.climbs, holds: wall.holds }),
    }
  const isGraded = climb.grade !== null && climb.grade !== '?'
  const by = climb.setter === null ? '' : ` ${translate(language, 'page_by', { setter: climb.setter })}`
  return {
    title: `${isGraded ? `${climb.name} · ${climb.grade}` : climb.name} · mastoc`,
    description: translate(language, 'page_climb', { ...where, by, holds: climb.holds }),
  }
}

/**
 * [PAGE-1] The app's frame with the wall's name, the bar and a small wall, visible before any script: first blurred,
 * then sharp.
 */
function frame({ wall }: PageFacts, blurred: string | null, language: Language): string {
  // The app knows the wall by this address, too. It comes before the scripts, which are fetched with low priority.
  const small = `/static/${wall?.picture ?? ''}?w=${WIDTHS[0]}`
  const photo =
    blurred === null ? '' : `<img alt="" src="${blurred}"><img class="sharp" alt="" fetchpriority="high" src="${escaped(small)}">`
  const places = PLACES.map(place => `<span>${escaped(translate(language, `page_place_${place}`))}</span>`).join('')
  return `<div class="first-frame" aria-hidden="true"><header>${escaped(wall?.name ?? 'mastoc')}</header><div>${photo}</div><nav>${places}</nav></div>`
}

/**
 * [SHARE-1] [SHARE-6] [SHARE-7] The picture of a public climb, a shared list or a search, or else the wall's photo. Messengers
 * take whole addresses alone.
 */
function pictureTags({ wall, climb, list, search }: PageFacts, { title }: PageWords, site: string): [string, string][] {
  const drawn = climb ?? list ?? search
  if (drawn)
    return [
      ['og:image', site + drawn.picture], ['og:image:type', 'image/png'], ['og:image:width', String(PICTURE.width)],
      ['og:image:height', String(PICTURE.height)], ['og:image:alt', title], ['twitter:card', 'summary_large_image'],
    ]
  return wall ? [['og:image', `${site}/static/${encodeURI(wall.picture)}?w=960`], ['og:image:alt', title], ['twitter:card', 'summary']] : []
}

function previewOf(facts: PageFacts, words: PageWords, address: PageParts['address']): string {
  const tags: [string, string][] = [
    ['og:site_name', 'mastoc'],
    ['og:type', 'website'],
    ['og:title', words.title],
    ['og:description', words.description],
    ...(address === null ? [] : [['og:url', address.site + address.path] satisfies [string, string], ...pictureTags(facts, words, address.site)]),
  ]
  return tags
    .map(([property, content]) => `<meta ${property.startsWith('og:') ? 'property' : 'name'}="${property}" content="${escaped(content)}" />`)
    .join('\n    ')
}

export interface PageParts {
  facts: PageFacts
  blurred: string | null
  language: Language
  /** The page's own address, if the server knows where it stands. */
  address: { site: string; path: string } | null
}

/** Fills the built page with the known facts of its address. */
export function pageHtml(built: string, { facts, blurred, language, address }: PageParts): string {
  const words = pageWords(facts, language)
  const meta = `<meta name="description" content="${escaped(words.description)}" />\n    ${previewOf(facts, words, address)}`
  return built
    .replace(/<!--description-->.*?<!--\/description-->/s, () => meta)
    .replace(/<title>.*?<\/title>/s, () => `<title>${escaped(words.title)}</title>`)
    .replace('<html lang="fr">', () => `<html lang="${language}">`)
    .replace(/<link [^>]*data-words="(\w+)"[^>]*>/g, (link, words) => (words === language ? link : ''))
    .replace('<!--frame-->', () => frame(facts, blurred, language))
}

/** [SEC-1] The page's own style is named to the browser by its hash; any other style in a page stays refused. */
export const styleHashes = (built: string): string[] =>
  [...built.matchAll(/<style>(.*?)<\/style>/gs)].map(([, css = '']) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`)
