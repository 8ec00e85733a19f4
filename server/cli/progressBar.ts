import { SingleBar } from 'cli-progress'
import type { Console } from './console'

/** A bar on a terminal; elsewhere nothing is drawn. */
export function progressBar({ terminal }: Console, total: number) {
  if (!terminal?.isTTY) return { update: () => {}, stop: () => {} }
  const bar = new SingleBar({ stream: terminal, format: 'Importing {bar} {percentage} % · {value} of {total} rows', hideCursor: true })
  bar.start(total, 0)
  return { update: (rows: number) => bar.update(rows), stop: () => bar.stop() }
}
