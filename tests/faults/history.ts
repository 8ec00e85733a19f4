import fc from 'fast-check'
import { expect } from 'vitest'
import type { FeedRow } from '../../shared/contract/feeds'
import { parseCursor } from '../../shared/rules/cursor'
import { faceFeed, userFeed, ADMIN_FEED, GLOBAL_FEED } from '../../shared/feedName'
import { newEpochId } from '../../server/db/epoch'
import { storesOn } from '../../server/db/stores/stores'
import type { Account, TestApp } from '../support/app'
import { clientWire, type ClientWire } from '../support/clientWire'
import { startProxy, type Proxy } from '../support/proxy'
import { HOLD_IDS } from '../support/wall'
import { faultyTransport, type Disturbance } from './faultyTransport'
import { digestOf, type FeedLog } from './feedLog'

type Write = 'put' | 'rename' | 'delete' | 'move' | 'vote' | 'claim' | 'reject' | 'grant' | 'revoke' | 'prune' | 'epoch'
const FAULTS = ['cut', 'hold', 'mend', 'other', 'databaseCut', 'databaseMend'] as const
interface Step { what: Write | (typeof FAULTS)[number]; who: number; n: number; pauseMs: number }

const often = (weight: number, ...kinds: Step['what'][]) => ({ weight, arbitrary: fc.constantFrom(...kinds) })
const what = fc.oneof(
  often(8, 'put'),
  often(8, 'rename', 'vote', 'move'),
  often(3, 'delete', 'claim', 'reject'),
  often(3, 'grant', 'revoke'),
  often(1, 'epoch', 'prune'),
  often(6, 'cut', 'hold', 'other'),
  often(7, 'mend'),
  often(1, 'databaseCut'),
  often(2, 'databaseMend'),
)
const steps = fc.array(fc.record({ what, who: fc.nat(2), n: fc.nat(1000), pauseMs: fc.nat(80) }), {
  minLength: 25,
  maxLength: 60,
  size: 'max',
})

const PATIENT = { timeout: 40_000, interval: 50 }

export interface HistoryFixture {
  nodes: readonly TestApp[]
  /** Between a server and its database, where that can be cut. */
  lines: readonly Proxy[]
  log: FeedLog
  faceId: string
  chief: Account
  people: readonly [Account, Account]
}

interface Seen { who: string; feed: string; cursor: string; digest: string }
interface Device { who: string; account: Account | null; proxy: Proxy; node: number; wire: ClientWire; feeds: string[] }

const dice = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))

/** Random histories at a place, one after the other; with a defect, of clients that have it. */
export const histories = (place: HistoryFixture, defect?: Disturbance['defect']) => fc.asyncProperty(steps, dice, async (all, stream) => {
  await new History(place, { isOn: true, random: () => Number(stream.next().value), ...defect && { defect } }).run(all)
})

/** The end of a random history of writes and faults, seen by real clients at real servers. */
class History {
  readonly #seen: Seen[] = []
  readonly #devices: Device[] = []
  readonly #under: Promise<unknown>[] = []
  readonly #disturbance: Disturbance
  #claimants = 0

  constructor(private readonly place: HistoryFixture, disturbance: Disturbance) {
    this.#disturbance = disturbance
  }

  async run(all: readonly Step[]): Promise<void> {
    try {
      for (const account of [...this.place.people, null]) await this.#arrive(account)
      for (const step of all) {
        this.#take(step)
        await new Promise(resolve => setTimeout(resolve, step.pauseMs))
      }
      await this.#calm()
      await this.#checkCurrent()
      await this.#checkSeen()
    } finally {
      for (const { wire, proxy } of this.#devices) {
        wire.end()
        await proxy.close()
      }
    }
  }

  async #arrive(account: Account | null): Promise<void> {
    const node = this.#devices.length % this.place.nodes.length
    const proxy = await startProxy(this.#node(node).url)
    const who = account?.username ?? 'guest'
    const wire = clientWire({
      url: proxy.url, ...account && { token: account.token },
      through: transport => faultyTransport(transport, this.#disturbance, () => this.#disturbance.isOn),
      onState: (feed, cursor, rows) => void this.#seen.push({ who, feed, cursor, digest: digestOfShown(rows) }),
    })
    const feeds = [faceFeed(this.place.faceId), GLOBAL_FEED, ...account ? [userFeed(account.id), ADMIN_FEED] : []]
    for (const feed of feeds) wire.feeds.follow(feed)
    wire.socket.connect()
    this.#devices.push({ who, account, proxy, node, wire, feeds })
  }

  #node(at: number): TestApp {
    const node = this.place.nodes[at % this.place.nodes.length]
    if (!node) throw new Error('no server')
    return node
  }

  #take(step: Step): void {
    const isFault = (FAULTS as readonly string[]).includes(step.what)
    if (isFault) this.#break(step)
    else this.#under.push(this.#write(step).catch(() => undefined))
  }

  #break({ what: fault, who, n }: Step): void {
    const device = this.#devices[who]
    const line = this.place.lines[n % Math.max(1, this.place.lines.length)]
    if (fault === 'databaseCut') line?.cut()
    else if (fault === 'databaseMend') line?.mend()
    else if (fault === 'cut') device?.proxy.cut()
    else if (fault === 'hold') device?.proxy.hold()
    else if (fault === 'mend') device?.proxy.mend()
    else if (device) this.#moveOn(device)
  }

  /** As when a balancer sends one elsewhere. */
  #moveOn(device: Device): void {
    device.node++
    device.proxy.aim(this.#node(device.node).url)
    device.proxy.cut()
    device.proxy.mend()
  }

  async #write({ what: deed, who, n }: Step): Promise<unknown> {
    const { chief, faceId, people } = this.place
    const node = this.#node(n)
    const me = people[who % 2] ?? people[0]
    const post = (path: string, by: Account, body: object = { reason: 'ainsi' }) => node.call('POST', path, { token: by.token, body })
    switch (deed) {
      case 'put': return post('/api/climbs', me, { face_id: faceId, name: `Bloc ${n}`, holds_list: 'S101 O105 T109', is_private: n % 3 === 0 })
      case 'vote': return node.call('PUT', `/api/holds/${HOLD_IDS[n % HOLD_IDS.length]}/annotations`, { token: me.token, body: { condition: n % 2 === 0 ? 'sale' : 'ok' } })
      case 'grant': return post(`/api/admin/users/${me.id}/promote`, chief)
      case 'revoke': return post(`/api/admin/users/${me.id}/demote`, chief)
      case 'claim': return this.#claim(node)
      case 'reject': return this.#reject(node)
      case 'epoch': return node.db.transaction(tx => storesOn(tx).feeds.newEpoch(newEpochId(), node.clock.now()))
      case 'prune': return node.db.transaction(tx => storesOn(tx).feeds.prune(faceFeed(faceId), node.clock.now()))
      default: return this.#change(deed, node, { me, n })
    }
  }

  async #change(deed: Step['what'], node: TestApp, { me, n }: { me: Account; n: number }): Promise<unknown> {
    const { body } = await node.call('GET', `/api/climbs?face_id=${this.place.faceId}&page_size=500`, { token: me.token })
    const mine = (body as { results: { id: string; created_by_id: string; is_private: boolean }[] }).results.filter(
      climb => climb.created_by_id === me.id,
    )
    const climb = mine[n % Math.max(1, mine.length)]
    if (!climb) return undefined
    if (deed === 'delete') return node.call('DELETE', `/api/climbs/${climb.id}`, { token: me.token })
    return node.call('PATCH', `/api/climbs/${climb.id}`, {
      token: me.token,
      body: deed === 'move' ? { is_private: !climb.is_private } : { name: `Nom ${n}` },
    })
  }

  /** Somebody new says that an imported setter is them, which waits in the admins' feed. */
  async #claim(node: TestApp): Promise<unknown> {
    const [setter] = await node.services.stores.imports.setters(['stokt-setter-a'], [])
    const claimant = await node.register(`reclame-${++this.#claimants}-${Date.now()}`)
    return node.call('POST', `/api/users/${setter?.id}/claim`, { token: claimant.token, body: {} })
  }

  async #reject(node: TestApp): Promise<unknown> {
    const { body } = await node.call('GET', '/api/admin/claims', { token: this.place.chief.token })
    const open = (body as { results: { id: string; state: string }[] }).results.find(({ state }) => state === 'open')
    return open && node.call('POST', `/api/admin/claims/${open.id}/reject`, { token: this.place.chief.token, body: {} })
  }

  /** Nothing is broken any more, and everything begun is over. */
  async #calm(): Promise<void> {
    for (const line of this.place.lines) line.mend()
    for (const { proxy } of this.#devices) proxy.mend()
    this.#disturbance.isOn = false
    await Promise.all(this.#under)
  }

  async #checkCurrent(): Promise<void> {
    const admins = new Set(
      await Promise.all(
        this.place.people.map(async ({ id }) => ((await this.#node(0).services.stores.users.byId(id))?.role === 'admin' ? id : null)),
      ),
    )
    for (const device of this.#devices) {
      for (const feed of device.feeds) {
        if (feed === 'admin' && !admins.has(device.account?.id ?? '')) {
          await expect.poll(() => device.wire.status(feed)?.phase, PATIENT).toBe('refused')
          expect(device.wire.shown(feed).size).toBe(0)
          continue
        }
        // A right that was given while the socket was open is used at the next connection.
        if (feed === 'admin' && device.wire.status(feed)?.phase === 'refused') device.wire.socket.reconnect()
        const now = await this.place.log.at(feed, await this.place.log.head(feed))
        await expect.poll(() => [device.who, feed, digestOfShown(device.wire.shown(feed))], PATIENT).toEqual([device.who, feed, now])
      }
    }
  }

  /** [SYNC-1] Each state that anybody was ever shown is one that the server had at that cursor. */
  async #checkSeen(): Promise<void> {
    const known = new Map<string, string | null>()
    for (const { who, feed, cursor, digest } of this.#seen) {
      const rev = parseCursor(cursor)?.rev ?? -1
      const key = `${feed} ${rev}`
      if (!known.has(key)) known.set(key, await this.place.log.at(feed, rev))
      expect([who, feed, cursor, digest]).toEqual([who, feed, cursor, known.get(key)])
    }
  }
}

const digestOfShown = (rows: ReadonlyMap<string, FeedRow>): string =>
  digestOf([...rows.values()].map(({ kind, id, rev, value }) => ({ kind, id, rev, value: JSON.stringify(value) })))
