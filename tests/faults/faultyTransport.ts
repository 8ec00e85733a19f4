import type { FeedTransport } from '../../client/sync/feedTransport'

export interface Disturbance {
  isOn: boolean
  random: () => number
  /** A client that takes what does not join on, to prove that the check would see it. */
  defect?: 'no-gap-check'
}

const LATE_MS = 200

/** Pushes that are lost, doubled, or come late and so in another order. What was asked is answered. */
export function faultyTransport(transport: FeedTransport, { random, defect }: Disturbance, isOn: () => boolean): FeedTransport {
  const bring = (push: () => void) => {
    const dice = isOn() ? random() : 1
    if (dice < 0.15) return
    if (dice < 0.3) push()
    if (dice < 0.5) setTimeout(push, LATE_MS * random())
    else push()
  }
  return {
    ...transport,
    listen: events => transport.listen({
      ...events,
      change: change => bring(() => events.change(defect ? { ...change, from: 0 } : change)),
      head: head => bring(() => events.head(head)),
    }),
  }
}
