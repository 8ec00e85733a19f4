import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Page } from 'playwright-core'

/** Runs a file of this folder in the page, with all that it imports; what it exports is there as `bench`. */
export async function inPage(page: Page, file: string): Promise<void> {
  const { outputFiles: [bundle] } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))], bundle: true, write: false, minify: true, format: 'iife', globalName: 'bench', target: 'es2022',
  })
  await page.evaluate(`${bundle?.text ?? ''};globalThis.bench = bench`)
}
