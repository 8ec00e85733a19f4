import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import sharp from 'sharp'
import { defineConfig, runnerImport, type Plugin, type Rolldown } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import type * as Routes from './client/api/routes'

const server = `http://localhost:${process.env['PORT'] ?? '3000'}`

/** The icons of a home screen, drawn from the favicon; if the system cuts its own shape, the ground goes to the edge. */
const icons = [
  { name: 'icon-192.png', size: 192, purpose: 'any' },
  { name: 'icon-512.png', size: 512, purpose: 'any' },
  { name: 'maskable-512.png', size: 512, purpose: 'maskable' },
  { name: 'touch-180.png', size: 180, purpose: 'maskable' },
] as const

const drawIcons: Plugin = {
  name: 'icons',
  apply: 'build',
  async generateBundle() {
    const drawing = await readFile('client/public/favicon.svg', 'utf8')
    for (const { name, size, purpose } of icons) {
      const svg = purpose === 'any' ? drawing : drawing.replace(' rx="8"', '')
      const source = await sharp(Buffer.from(svg), { density: 72 * size / 32 }).resize(size).png().toBuffer()
      this.emitFile({ type: 'asset', fileName: `icons/${name}`, source })
    }
  },
}

/** The words of each language, so that they come with the scripts and not after them; the server leaves those of the reader. */
const wordLinks = (files: readonly Rolldown.OutputBundle[string][]): string[] => files.flatMap((file) => {
  const [, locale] = (file.type === 'chunk' && /\/locales\/(\w+)\.ts$/.exec(file.facadeModuleId ?? '')) || []
  return locale ? [`<link rel="modulepreload" crossorigin fetchpriority="low" data-words="${locale}" href="/${file.fileName}">`] : []
})

const START = 'client/app/start.ts'

/** The program is fetched with the page, and started by `client/app/start.ts` when the first frame is on the screen. */
function startLater(html: string, files: readonly Rolldown.OutputBundle[string][]): string {
  const start = files.find(file => file.type === 'chunk' && file.facadeModuleId?.endsWith(START))
  if (!start) return html
  const run = `<script type="module" crossorigin src="/${start.fileName}"></script>`
  return html
    .replace(
      /<script type="module" crossorigin src="([^"]+)"><\/script>/g,
      '<link rel="modulepreload" crossorigin fetchpriority="low" data-program href="$1">',
    )
    .replace('</head>', `${run}</head>`)
}

/** The frame's style stands in the page. The app's sheet and its program come behind the frame, which need not wait for them. */
const firstFrame: Plugin = {
  name: 'first-frame',
  buildStart() {
    if (!this.meta.watchMode) this.emitFile({ type: 'chunk', id: START, name: 'start' })
  },
  transformIndexHtml: {
    order: 'post',
    async handler(html, { bundle = {} }) {
      const css = (await readFile('client/app/frame.css', 'utf8')).replace(/\/\*.*?\*\/\n/gs, '').replaceAll('\n', '')
      const sheets = [...html.matchAll(/\s*<link rel="stylesheet"[^>]*>/g)].map(([tag]) => tag)
      const bare = sheets.reduce((page, tag) => page.replace(tag, ''), html)
      return startLater(bare, Object.values(bundle))
        .replace('<!--frame.css-->', `<style>${css}</style>${wordLinks(Object.values(bundle)).join('')}`)
        .replace('<div id="app"><!--frame--></div>', found => `${found}${sheets.join('')}`)
    },
  },
}

/** French has a blank inside its quotation marks and before signs of two parts; no line ends there. */
const unbrokenFrench: Plugin = {
  name: 'unbroken-french',
  enforce: 'pre',
  transform: {
    filter: { id: /\/(locales\/fr\/\w+|audit\/fr)\.json/ },
    handler: code => code.replace(/« | (?=[»:?!;])/g, found => found.replace(' ', '\u00a0')),
  },
}

const PUSH_WORKER = 'client/push/pushWorker.ts'

let outDir = ''
/**
 * Puts the part that shows notifications in front of the service worker. The page's policy lets no worker load a script
 * by its address, and the two have names of their own.
 */
const pushWorker: Plugin = {
  name: 'push-worker',
  apply: 'build',
  enforce: 'post',
  configResolved(config) {
    outDir = config.build.outDir
  },
  buildStart() {
    this.emitFile({ type: 'chunk', id: PUSH_WORKER, fileName: 'push-worker.js' })
  },
  generateBundle(_options, bundle) {
    const file = bundle['push-worker.js']
    if (file?.type !== 'chunk' || file.imports.length > 0 || file.exports.length > 0) throw new Error('the push worker is no plain script')
  },
  closeBundle: {
    sequential: true,
    order: 'post',
    async handler(error) {
      // What went wrong before is told then, not the file that is missing because of it.
      if (error) return
      const [part, worker] = [join(outDir, 'push-worker.js'), join(outDir, 'sw.js')]
      await writeFile(worker, `(() => {\n${await readFile(part, 'utf8')}\n})()\n${await readFile(worker, 'utf8')}`)
      await rm(part)
    },
  },
}

const ROUTES = 'client/api/routes.ts'

/** The table of routes, finished, in the place of the file that makes it from the contract. */
const commandRoutes: Plugin = {
  name: 'command-routes',
  apply: 'build',
  async load(id) {
    if (!id.endsWith(`/${ROUTES}`)) return null
    const { module: { routes } } = await runnerImport<typeof Routes>(ROUTES)
    return `export const routes = ${JSON.stringify(routes)}`
  },
}

/** Files are compressed here as well as can be; the server has no time for that. */
const packAssets: Plugin = {
  name: 'pack-assets',
  apply: 'build',
  async closeBundle() {
    const folder = join(outDir, 'assets')
    for (const name of await readdir(folder)) {
      if (!/\.(js|css|svg|json)$/.test(name)) continue
      const bytes = await readFile(`${folder}/${name}`)
      await writeFile(
        `${folder}/${name}.br`,
        brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
      )
      await writeFile(`${folder}/${name}.gz`, gzipSync(bytes, { level: 9 }))
    }
  },
}

/** Opens with no network from the second visit on; a newer version comes when its user says so. */
const installable = VitePWA({
  registerType: 'prompt',
  injectRegister: false,
  manifest: {
    name: 'mastoc', short_name: 'mastoc', description: 'Les blocs et les prises du pan, partagés en direct.',
    lang: 'fr', id: '/', start_url: '/', scope: '/', display: 'standalone', background_color: '#14161a', theme_color: '#14161a', categories: ['sports'],
    icons: icons.filter(({ size }) => size > 180).map(({ name, size, purpose }) => ({ src: `/icons/${name}`, sizes: `${size}x${size}`, type: 'image/png', purpose })),
  },
  workbox: {
    // Only the fonts of French and English are kept; the browser fetches others when a name needs them.
    globPatterns: ['index.html', 'favicon.svg', 'assets/*.{js,css}', 'assets/*-latin-wght-*.woff2'],
    inlineWorkboxRuntime: true,
    clientsClaim: true,
    cleanupOutdatedCaches: true,
    navigateFallback: '/index.html',
    navigateFallbackDenylist: [/^\/(api|static|yjs|socket\.io|docs|metrics)(\/|$)/, /^\/(health|ready|openapi\.json)$/],
    runtimeCaching: [{
      // Rows come from the device's own store; of the server's answers only wall photos are kept here.
      urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/static/'),
      handler: 'StaleWhileRevalidate',
      options: { cacheName: 'photos', expiration: { maxEntries: 24, purgeOnQuotaError: true }, cacheableResponse: { statuses: [200] } },
    }],
  },
})

export default defineConfig({
  plugins: [vue(), unbrokenFrench, commandRoutes, drawIcons, firstFrame, installable, pushWorker, packAssets],
  publicDir: 'client/public',
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    // A data: address would break the strict policy for fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // A schema that the page does not use is left out: making one changes nothing else.
      treeshake: { manualPureFunctions: ['z'], moduleSideEffects: [{ test: /\/shared\//, sideEffects: false }] },
      output: {
        codeSplitting: {
          groups: [
            // Schemas are for the shared documents, which come after the wall.
            { name: 'zod', test: /node_modules\/zod\/|client\/board\/zodConfig\.ts$/, priority: 3 },
            // The program of a first visit comes in two files: each one more costs a slow phone a part of a second.
            { name: 'libraries', test: /node_modules\/|rolldown\/runtime/, tags: ['$initial'], priority: 2 },
            { name: 'app', test: file => !file.endsWith(START) && !file.endsWith(PUSH_WORKER), tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': server,
      '/static': server,
      '/socket.io': { target: server, ws: true },
      '/yjs': { target: server, ws: true },
    },
  },
})
