/** Requests begin in one round of the event loop until they took this long together, milliseconds. */
const ROUND_MS = 10

/** Resolves when it is the turn of that address or person to begin. */
export type FairTurn = (payer: string) => Promise<void>

/** Those that wait, in lines of one payer each that are served in turn. */
function createLines() {
  const lines = new Map<string, (() => void)[]>()
  return {
    isEmpty: () => lines.size === 0,
    add(payer: string, begin: () => void): void {
      const line = lines.get(payer)
      if (line) line.push(begin)
      else lines.set(payer, [begin])
    },
    /** The first of the line whose turn it is; that line is then the last. */
    next(): (() => void) | undefined {
      const [payer, line] = lines.entries().next().value ?? []
      if (payer === undefined || !line) return undefined
      const begin = line.shift()
      lines.delete(payer)
      if (line.length > 0) lines.set(payer, line)
      return begin
    },
  }
}

/**
 * [LIMIT-101] Of those who ask at the same moment, as many begin in one round of the event loop as it takes some
 * milliseconds; timers and other connections have their turn between the rounds. Each address or person keeps its
 * order, and whoever asks much waits for the others, not they for it.
 */
export function createFairTurns(): FairTurn {
  const lines = createLines()
  let roundBegan: number | null = null

  function beginRound(): void {
    if (roundBegan !== null) return
    roundBegan = performance.now()
    setImmediate(() => {
      roundBegan = null
      const begin = lines.next()
      if (!begin) return
      beginRound()
      begin()
    })
  }
  return async (payer) => {
    beginRound()
    if (lines.isEmpty() && roundBegan !== null && performance.now() - roundBegan < ROUND_MS) return
    await new Promise<void>((resolve) => { lines.add(payer, resolve) })
  }
}
