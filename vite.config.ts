import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const server = `http://localhost:${process.env['PORT'] ?? '3000'}`

export default defineConfig({
  plugins: [vue()],
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
