import { costlyChanges, costlyRegistrations } from './attacks/costlyPasswords'
import { flippedVotes } from './attacks/flippedVotes'
import { gapsByGuest } from './attacks/gapsByGuest'
import { gapsByUser } from './attacks/gapsByUser'
import { inventedClients } from './attacks/inventedClients'
import { inventedFeeds } from './attacks/inventedFeeds'
import { largeAwareness } from './attacks/largeAwareness'
import { largePortraits } from './attacks/largePortraits'
import { largeVectors } from './attacks/largeVectors'
import { loginFlood } from './attacks/loginFlood'
import type { Attack } from './underAttack'

export interface Campaign {
  attack: Attack
  /** How long it is measured. */
  seconds: number
  env?: Record<string, string>
}

/** Attacks that cost the others something, by the names of the report that found them. */
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
  'M3 logins of invented names': { attack: loginFlood, seconds: 15 },
  'M10 large portraits': { attack: largePortraits, seconds: 10 },
} as const
export type AttackName = keyof typeof campaigns
export const attacks: Readonly<Record<AttackName, Campaign>> = campaigns
