import { costlyChanges, costlyRegistrations } from './attacks/costlyPasswords'
import { costlyReads } from './attacks/costlyReads'
import { deepJson } from './attacks/deepJson'
import { filledLog } from './attacks/filledLog'
import { flippedVotes } from './attacks/flippedVotes'
import { forgedAddresses } from './attacks/forgedAddresses'
import { gapsByGuest } from './attacks/gapsByGuest'
import { gapsByUser } from './attacks/gapsByUser'
import { inventedClients } from './attacks/inventedClients'
import { inventedFeeds } from './attacks/inventedFeeds'
import { largeAwareness } from './attacks/largeAwareness'
import { largePortraits } from './attacks/largePortraits'
import { largeVectors } from './attacks/largeVectors'
import { loginFlood } from './attacks/loginFlood'
import { manyGuests } from './attacks/manyGuests'
import { parallelTries } from './attacks/parallelTries'
import { rightLogins } from './attacks/rightLogins'
import { slowRequests } from './attacks/slowRequests'
import type { Attack } from './underAttack'

export interface Campaign {
  attack: Attack
  /** It is measured for so long. */
  seconds: number
  /** A third of what others may wait meanwhile, milliseconds, where that is more than elsewhere. */
  least?: number
}

const campaigns = {
  'F1 gaps by a guest': { attack: gapsByGuest, seconds: 15 },
  'F1 gaps by a user': { attack: gapsByUser, seconds: 15 },
  'F2 invented client ids': { attack: inventedClients, seconds: 30 },
  'F3 invented feeds': { attack: inventedFeeds, seconds: 35 },
  'F4 costly passwords, registering': { attack: costlyRegistrations, seconds: 15 },
  'F4 costly passwords, changing': { attack: costlyChanges, seconds: 15 },
  'F5 all votes flipped': { attack: flippedVotes, seconds: 20 },
  'F6 large awareness': { attack: largeAwareness, seconds: 12 },
  'F6 large vectors': { attack: largeVectors, seconds: 12 },
  'F7 forged addresses': { attack: forgedAddresses, seconds: 10 },
  'M3 logins of invented names': { attack: loginFlood, seconds: 15 },
  'M7 parallel tries': { attack: parallelTries, seconds: 8 },
  'M9 logins that go on': { attack: rightLogins, seconds: 10 },
  'M10 large portraits': { attack: largePortraits, seconds: 10 },
  'L4 deep JSON': { attack: deepJson, seconds: 10 },
  'L5 a filled log': { attack: filledLog, seconds: 10 },
  'L12 slow requests': { attack: slowRequests, seconds: 40 },
  'held: costly reads': { attack: costlyReads, seconds: 15, least: 40 },
  'held: 1,500 guests and half-open requests': { attack: manyGuests, seconds: 25 },
} as const satisfies Record<string, Campaign>
export type AttackName = keyof typeof campaigns

/** Attacks that cost the others something, by the names of the report that found them. */
export const attacks: Readonly<Record<AttackName, Campaign>> = campaigns
