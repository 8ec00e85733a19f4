import { Refusal } from '../../shared/result'

export interface Room {
  atOnce: number
  /** The most that all payers together may have waiting. */
  waiting: number
  /** The most that one payer may have waiting. */
  share: number
  /** The most that one payer may have waiting for one name. */
  nameShare: number
}
/** The one for whom the work waits. */
export interface Claimant {
  /** The address, or the device if it is known. */
  payer: string
  /** The subject, an account's name for example. */
  name?: string
}
interface Waiter {
  name: string | undefined
  admit: () => void
  refuse: (reason: Refusal) => void
}
export type Semaphore = <T>(claimant: Claimant, work: () => Promise<T>) => Promise<T>

const noRoom = () => new Refusal('unavailable', { reason: 'busy' })

/** The waiting work: one line for each payer, and the lines are served in turn. */
function fairQueue({ waiting, share, nameShare }: Omit<Room, 'atOnce'>) {
  const lines = new Map<string, Waiter[]>()
  let length = 0

  const longest = (): [string, Waiter[]] | null =>
    [...lines].reduce<[string, Waiter[]] | null>((found, line) => (found && found[1].length >= line[1].length ? found : line), null)
  const put = (payer: string, line: Waiter[]) => {
    if (line.length > 0) lines.set(payer, line)
  }

  /** Drops the last entry of the longest line, unless the newcomer's own is as long. @returns true if there is room now */
  function makeRoom(own: number): boolean {
    if (length < waiting) return true
    const line = longest()
    if (!line || line[1].length <= own + 1) return false
    line[1].pop()?.refuse(noRoom())
    length--
    return true
  }

  return {
    /** @returns false if the payer is over the share */
    add(payer: string, waiter: Waiter): boolean {
      const line = lines.get(payer) ?? []
      const sameName = waiter.name === undefined ? 0 : line.filter(({ name }) => name === waiter.name).length
      if (line.length >= share || sameName >= nameShare || !makeRoom(line.length)) return false
      line.push(waiter)
      put(payer, line)
      length++
      return true
    },
    /** Takes the first of the line whose turn it is, and moves that line to the end. */
    next(): Waiter | undefined {
      const [payer, line] = lines.entries().next().value ?? []
      if (payer === undefined || !line) return undefined
      const waiter = line.shift()
      lines.delete(payer)
      put(payer, line)
      length--
      return waiter
    },
  }
}

/**
 * [LIMIT-52] Lets `atOnce` run at once. The others wait in a line for each payer, and the lines are served in turn: one
 * payer's crowd delays another by one piece of work at most. If all places are taken, the payer who holds most of them
 * loses one.
 * @throws Refusal `unavailable` for a payer over the share
 */
export function createSemaphore({ atOnce, ...room }: Room): Semaphore {
  let running = 0
  const queue = fairQueue(room)
  return async ({ payer, name }, work) => {
    if (running >= atOnce) {
      await new Promise<void>((admit, refuse) => {
        if (!queue.add(payer, { name, admit, refuse })) refuse(noRoom())
      })
    } else {
      running++
    }
    try {
      return await work()
    } finally {
      // The place is handed over directly: if it were given back first, a newcomer would take it and one too many would run.
      const next = queue.next()
      if (next) next.admit()
      else running--
    }
  }
}
