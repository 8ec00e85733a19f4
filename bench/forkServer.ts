import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * One of `servers/` in a process of its own, built as `npm start` builds the server: what runs sources
 * on the fly makes every function dearer.
 * @returns it, and what it said once it was ready
 */
export async function forkServer<Ready>(file: string): Promise<{ child: ChildProcess; ready: Ready }> {
  const outfile = `${root}node_modules/.cache/bench/${file}.mjs`
  await build({
    entryPoints: [`${root}bench/servers/${file}.ts`], outfile,
    bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', logLevel: 'warning',
  })
  const child = fork(outfile, { execArgv: [] })
  const [ready] = await once(child, 'message') as [Ready]
  return { child, ready }
}
