/** Requests may begin in one round of the event loop until they have taken so long together, in milliseconds. */
const ROUND_MS = 10

/** Resolves when it is the turn of that address or person to begin. */
export type FairTurn = (payer: string) => Promise<void>

/** The waiting requests: one line for each payer, and the lines are served in turn. */
function createLines() {
  const lines = new Map<string, (() => void)[]>()
  return {
    isEmpty: () => lines.size === 0,
    add(payer: string, begin: () => void): void {
      const line = lines.get(payer)
      if (line) line.push(begin)
      else lines.set(payer, [begin])
    },
    /** Takes the first of the line whose turn it is, and moves that line to the end. */
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
 * [LIMIT-101] Lets as many requests begin in one round of the event loop as take some milliseconds; timers and other
 * connections have their turn between the rounds. Requests of one address or person keep their order. A payer with many
 * requests waits for the others, not they for them.
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
