import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ModelClient, type Delivery } from './modelClient'
import { FEEDS, ModelServer, type Defect, type Feed } from './modelServer'

type ServerStep =
  | ['put', entity: number, value: number, feed: Feed]
  | ['delete', entity: number]
  | ['prune', feed: Feed]
  | ['epoch']
  | ['crash', node: number]
  | ['restart', node: number]
  | ['tail', node: number]
type ClientStep =
  | ['grant', client: number, may: boolean]
  | ['connect', client: number, node: number]
  | ['disconnect', client: number]
  | ['reload', client: number]
  | ['head', client: number, feed: Feed]
  | ['serve', client: number]
  | ['fetched', client: number]
  | ['timer', client: number]
  | ['deliver', client: number, how: Delivery]
type Command = ServerStep | ClientStep

const CLIENTS = 3
const client = fc.nat(CLIENTS - 1)
const node = fc.nat(1)
const feed = fc.constantFrom(...FEEDS)
const often = (weight: number, arbitrary: fc.Arbitrary<Command>) => ({ weight, arbitrary })
const command: fc.Arbitrary<Command> = fc.oneof(
  often(7, fc.tuple(fc.constant('put'), fc.nat(5), fc.nat(99), feed)),
  often(3, fc.tuple(fc.constant('delete'), fc.nat(5))),
  often(1, fc.tuple(fc.constant('prune'), feed)),
  often(1, fc.tuple(fc.constant('epoch'))),
  often(1, fc.tuple(fc.constant('grant'), client, fc.boolean())),
  often(3, fc.tuple(fc.constant('connect'), client, node)),
  often(1, fc.tuple(fc.constant('disconnect'), client)),
  often(1, fc.tuple(fc.constant('reload'), client)),
  often(1, fc.tuple(fc.constant('crash'), node)),
  often(2, fc.tuple(fc.constant('restart'), node)),
  often(4, fc.tuple(fc.constant('tail'), node)),
  often(1, fc.tuple(fc.constant('head'), client, feed)),
  often(8, fc.tuple(fc.constant('serve'), client)),
  often(3, fc.tuple(fc.constant('fetched'), client)),
  often(2, fc.tuple(fc.constant('timer'), client)),
  often(12, fc.tuple(fc.constant('deliver'), client, fc.constantFrom<Delivery>('well', 'well', 'well', 'dropped', 'doubled', 'swapped'))),
)
const commands = fc.array(command, { minLength: 5, maxLength: 150, size: 'max' })

class World {
  readonly server: ModelServer
  readonly clients: ModelClient[]

  constructor(defect: Defect | null) {
    this.server = new ModelServer(defect)
    this.clients = Array.from({ length: CLIENTS }, () => new ModelClient(this.server, defect))
  }

  async take(step: Command): Promise<void> {
    this.#do(step)
    await settled()
    for (const it of this.clients) it.check()
  }

  /** Everyone comes back; one change falls between their taking part and their reading; nothing more is lost. */
  async comeBack(): Promise<void> {
    for (const it of [0, 1]) this.server.restart(it)
    for (const [at, it] of this.clients.entries()) {
      it.disconnect()
      it.connect(at % 2)
    }
    await settled()
    for (const it of this.clients) it.serve()
    for (const name of FEEDS) this.server.put(`last ${name}`, 1, name)
    for (const it of [0, 1]) this.server.tail(it)
    await this.rest()
  }

  async rest(): Promise<void> {
    for (let isBusy = true; isBusy;) {
      isBusy = false
      for (const it of this.clients) {
        for (const move of [() => it.serve(), () => it.fetched(), () => it.deliver('well'), () => it.fireTimer()]) {
          if (!move()) continue
          isBusy = true
          await settled()
          it.check()
        }
      }
    }
  }

  /** Nobody needs a `feed:head` who lost nothing; everybody is equal after one. */
  async end(): Promise<void> {
    await this.comeBack()
    for (const it of this.clients) it.checkCurrent()
    for (const it of this.clients.keys()) for (const name of FEEDS) await this.take(['head', it, name])
    await this.rest()
    for (const it of this.clients) it.checkCurrent()
  }

  #do(step: Command): void {
    switch (step[0]) {
      case 'put': return this.server.put(`climb ${step[1]}`, step[2], step[3])
      case 'delete': return this.server.delete(`climb ${step[1]}`)
      case 'prune': return this.server.prune(step[1])
      case 'epoch': return this.server.newEpoch()
      case 'restart': return this.server.nodes[step[1]]?.isUp ? undefined : this.server.restart(step[1])
      case 'tail': return this.server.tail(step[1])
      case 'crash': return this.#crash(step[1])
      default: return this.#doAt(this.clients[step[1]], step)
    }
  }

  #doAt(it: ModelClient | undefined, step: ClientStep): void {
    switch (step[0]) {
      case 'grant': return it?.grant(step[2])
      case 'connect': return it?.connect(step[2])
      case 'disconnect': return it?.disconnect()
      case 'reload': return it?.reload()
      case 'head': return this.#sendHead(it, step[2])
      case 'serve': return void it?.serve()
      case 'fetched': return void it?.fetched()
      case 'timer': return void it?.fireTimer()
      case 'deliver': return void it?.deliver(step[2])
    }
  }

  #crash(at: number): void {
    const it = this.server.nodes[at]
    if (it) it.isUp = false
    for (const each of this.clients) if (each.socket?.node === at) each.disconnect()
  }

  #sendHead(it: ModelClient | undefined, name: Feed): void {
    if (it?.socket?.rooms.has(name)) it.socket.down.push({ feed: name, what: { head: this.server.head(name) } })
  }
}

/** Promises that are due have run. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 16; turn++) await Promise.resolve()
}

const history = (defect: Defect | null) => fc.asyncProperty(commands, async steps => {
  const world = new World(defect)
  await settled()
  for (const step of steps) await world.take(step)
  await world.end()
})

describe('[SYNC-1] whatever the wire and the servers do, a client shows what the server had at its cursor, and in the end all are equal', () => {
  it('holds for random histories', async () => {
    await fc.assert(history(null), { numRuns: 1500, seed: 20260901 })
  }, 60_000)

  it.each<Defect>(['no-tombstones', 'no-gap-check', 'epoch-ignored', 'join-after-read', 'pruned-unseen'])(
    'would be found broken with %s',
    async defect => {
      const found = await fc.check(history(defect), { numRuns: 3000, seed: 20260901, endOnFailure: true })
      expect(found.failed).toBe(true)
    },
    60_000,
  )
})
