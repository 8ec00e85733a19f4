import { guest } from '../../shared/access/actor'
import { decrypt, type Secrets } from '../auth/encryption'
import type { Foundation } from '../foundation/foundation'
import type { StoredStoktAccount } from '../db/stores/stokt/stoktAccounts'
import { breakAccount } from '../usecases/sources/breakAccount'
import { Bringer } from './bringer'
import { createMirrorLease, LostLease, type MirrorLease } from './mirrorLease'
import type { Pace, Timer } from '../stokt/pace'
import { createPersonApi, type PersonApi } from '../stokt/personApi'
import type { PersonParts } from './personParts'
import { Publisher } from './publisher'
import { StoktFailure } from '../stokt/stoktFailure'
import { createStoktHttp } from '../stokt/stoktHttp'

export interface PeopleParts extends Pick<Foundation, 'stores' | 'transactions' | 'clock' | 'log'> {
  url: string
  /** The Stokt id of the gym. */
  gym: string
  secrets: Secrets
  /** The climbs of the gym come by themselves. */
  isMirrored: boolean
  pace: Pace
  timer: Timer
  random?: (() => number) | undefined
  requestMs?: number | undefined
  /** The name of this process among those on the database. */
  holder: string
  signal: AbortSignal
}
/** What our server does in Stokt for people who linked their accounts, on one server of all. */
export class People {
  private readonly lease: MirrorLease
  private readonly publisher: Publisher
  private readonly bringer: Bringer

  constructor(private readonly parts: PeopleParts) {
    const { stores, transactions, clock, gym, holder, random = Math.random } = parts
    this.lease = createMirrorLease({ stores, clock, gym, holder })
    const person: PersonParts = {
      stores, transactions, clock, gym, lease: this.lease, random,
      apiOf: sealed => this.apiOf(sealed), isTokenGood: (userId, sealed) => this.isTokenGood(userId, sealed),
    }
    this.publisher = new Publisher(person)
    this.bringer = new Bringer(person)
  }

  /** [STOKT-15] [STOKT-21] Does what is due, if no other process asks Stokt. */
  async step(): Promise<void> {
    const climbIds = await this.publisher.due()
    const account = await this.toBring()
    if ((climbIds.length === 0 && account === null) || !await this.lease.take()) return
    try {
      await this.publisher.run(climbIds)
      if (account) await this.bringer.run(account)
    } catch (error) {
      if (!(error instanceof LostLease)) throw error
    } finally {
      await this.lease.release()
    }
  }

  /** The climbs have to be here before what people did with them. */
  private async toBring(): Promise<StoredStoktAccount | null> {
    const account = await this.bringer.due()
    if (account === null || !this.parts.isMirrored) return account
    return (await this.parts.stores.stokt.mirror(this.parts.gym))?.full_at ? account : null
  }

  private apiOf(sealed: string): PersonApi {
    const { url, secrets, pace, timer, signal, random, requestMs } = this.parts
    const http = createStoktHttp({
      url, token: this.tokenOf(sealed, secrets), pace, timer, signal, beforeRequest: this.lease.keep,
      ...(random ? { random } : {}), ...(requestMs === undefined ? {} : { requestMs }),
    })
    return createPersonApi(http, url)
  }

  /** The server's secret may be another one now; then the account has to be linked again. */
  private tokenOf(sealed: string, secrets: Secrets): string {
    try {
      return decrypt(sealed, secrets, 'stokt')
    } catch {
      throw new StoktFailure('token_ended', 'token')
    }
  }

  /** [STOKT-19] */
  private async isTokenGood(userId: string, sealed: string): Promise<boolean> {
    try {
      await this.apiOf(sealed).me()
      return true
    } catch (error) {
      if (!(error instanceof StoktFailure) || error.fault !== 'token_ended') throw error
      await this.breakAccount(userId, sealed)
      return false
    }
  }

  private async breakAccount(userId: string, sealed: string): Promise<void> {
    const { transactions, log } = this.parts
    const { value: isNews } = await transactions(guest, context => breakAccount(context, { user_id: userId, sealed }))
    if (isNews) log.warn({ event: 'stokt', fault: 'token_ended', user: userId }, 'Stokt takes the token of a person no more')
  }
}
