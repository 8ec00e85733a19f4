import { ADDRESSES, ask } from './ask'

/** The time between two looks at the event loop, which counts into what is read. */
const RESOLUTION_MS = 10
const EVERY_MS = 1000

export interface Health {
  /** The event loop's longest stop since the last look, milliseconds. */
  stop: number
  /** Resident memory, bytes. */
  memory: number
}

/** Reading resets the longest stop. */
export async function healthOf(url: string): Promise<Health> {
  const { text, status } = await ask(`${url}/metrics`, { from: ADDRESSES.operator })
  if (status !== 200) throw new Error(`the server tells nothing of itself: ${status} ${text}`)
  const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
  return {
    stop: Math.max(0, figure('nodejs_eventloop_lag_max_seconds') * 1000 - RESOLUTION_MS),
    memory: figure('process_resident_memory_bytes'),
  }
}

export interface Watch {
  /** The longest stop and the most memory until now. */
  end: () => Promise<Health>
}

/** Looks every second. */
export async function watchHealth(url: string): Promise<Watch> {
  await healthOf(url)
  let worst: Health = { stop: 0, memory: 0 }
  const look = async () => {
    const { stop, memory } = await healthOf(url)
    worst = { stop: Math.max(worst.stop, stop), memory: Math.max(worst.memory, memory) }
  }
  let looking = Promise.resolve()
  const timer = setInterval(() => { looking = looking.then(look) }, EVERY_MS)
  return {
    async end() {
      clearInterval(timer)
      await looking
      await look()
      return worst
    },
  }
}
