import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** A file of this folder with all that it imports, as one script; what it exports is there as `bench`. */
export async function bundled(file: string): Promise<string> {
  const { outputFiles: [bundle] } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true, write: false, minify: true, format: 'iife', globalName: 'bench', target: 'es2022',
  })
  return `${bundle?.text ?? ''};globalThis.bench = bench`
}
