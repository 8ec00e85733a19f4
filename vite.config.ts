import { readFile } from 'node:fs/promises'
import vue from '@vitejs/plugin-vue'
import sharp from 'sharp'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const server = `http://localhost:${process.env['PORT'] ?? '3000'}`

/** What a home screen needs, drawn from the favicon; where the system cuts its own shape the ground goes to the edge. */
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
    // Of the fonts only what French and English are written in; the browser fetches others when a name needs them.
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
  plugins: [vue(), drawIcons, installable],
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
      // Whoever makes a schema loads zod first, and with it what it is told in client/jitless.ts: apart, that came too late.
      output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|client\/jitless\.ts$/ }] } },
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
