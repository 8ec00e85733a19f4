import { SCOPES } from '../../shared/access/actor'
import { limits } from '../../shared/limits'
import { translate, type Language, type MessageKey } from '../i18n/messages'
import { escaped } from '../photos/escaped'

export interface DocsFacts {
  /** The address of this server for programs. */
  address: string
  /** True if guests may read. */
  isOpen: boolean
  /** A wall and the holds of a climb on it, so that the example works without changes; null if none may be told. */
  example: { face_id: string; holds_list: string } | null
  language: Language
}

/** A sentence of a locale, with `code` in it. */
const sentence = (text: string): string => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')
const block = (...lines: string[]): string => `<pre><code>${escaped(lines.join(' \\\n  '))}</code></pre>`

/** The page's first example, which anybody may call. */
const firstCall = ({ address, isOpen }: Pick<DocsFacts, 'address' | 'isOpen'>): string =>
  `curl '${address}${isOpen ? '/api/climbs?page_size=3' : '/health'}'`

/** The lines of a call that sets a climb. */
function creatingCall({ address, example }: Pick<DocsFacts, 'address' | 'example'>): string[] {
  const climb = { face_id: example?.face_id ?? 'FACE_ID', name: 'API', holds_list: example?.holds_list ?? 'S101 O105 T109' }
  return [
    `curl -X POST '${address}/api/climbs'`,
    "-H 'X-API-Key: KEY'",
    "-H 'Content-Type: application/json'",
    "-H 'Idempotency-Key: 6f1c2f0a'",
    `-d '${JSON.stringify(climb)}'`,
  ]
}

const PROBLEM = `{"type": "about:blank", "title": "Not Found", "status": 404,
 "detail": "…", "code": "not_found"}`

/** The first page of the API: how to call this very server, before the list of all operations. */
export function docsPage(facts: DocsFacts): string {
  const { address, isOpen, example, language } = facts
  const word = (name: MessageKey, params?: Record<string, string | number>) => sentence(translate(language, name, params))
  const section = (title: MessageKey, ...parts: string[]) => `<section><h2>${word(title)}</h2>${parts.join('')}</section>`
  const says = (name: MessageKey, params?: Record<string, string | number>) => `<p>${word(name, params)}</p>`
  const list = (...names: MessageKey[]) => `<ul>${names.map(name => `<li>${word(name)}</li>`).join('')}</ul>`
  const scopes = SCOPES.map(scope => `<tr><th scope="row"><code>${scope}</code></th><td>${word(`docs_scope_${scope}`)}</td></tr>`).join('')
  const other = language === 'fr' ? 'en' : 'fr'
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${word('docs_title')}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/docs/page.css"></head>
<body><header><a class="name" href="/">mastoc</a><a href="/docs?lang=${other}" hreflang="${other}" lang="${other}">${word('docs_other')}</a></header>
<main><h1>${word('docs_title')}</h1><p class="lede">${word('docs_lede')}</p>
${section('docs_first', says(isOpen ? 'docs_first_open' : 'docs_first_closed'), block(firstCall(facts)), says('docs_address', { address }))}
<p class="ways"><a class="main" href="/docs/reference">${word('docs_reference')}</a><a href="/openapi.json">${word('docs_document')}</a></p>
${section(
  'docs_keys',
  says('docs_keys_make'),
  block('npm run mastoc -- apikey create NAME --scope write'),
  `<table><thead><tr><th scope="col">${word('docs_scope')}</th><th scope="col">${word('docs_scope_may')}</th></tr></thead><tbody>${scopes}</tbody></table>`,
  says('docs_keys_person'),
  block(`curl '${address}/api/auth/login'`, "-d 'username=NAME'", "--data-urlencode 'password=PASSWORD'"),
  says('docs_keys_renew'),
)}
${section('docs_create', says('docs_create_how'), block(...creatingCall(facts)), example ? '' : says('docs_create_fill'), says('docs_create_roles'))}
${section('docs_pages', says('docs_pages_how', { most: limits.maxPageSize }))}
${section('docs_errors', says('docs_errors_how'), `<pre><code>${escaped(PROBLEM)}</code></pre>`, says('docs_errors_more'))}
${section('docs_safe', list('docs_safe_key', 'docs_safe_match', 'docs_safe_etag'))}
${section('docs_live', list('docs_live_feed', 'docs_live_since', 'docs_live_socket'))}
</main></body></html>`
}
