import { sqliteColumns } from './columns'
import { defineTables } from './tables/tables'

/** What drizzle-kit reads to write migrations. */
export const {
  gyms, faces, pictures, holds, users, refreshTokens, sessions, passwordResets, emailConfirmations, mails, rates, passkeys, recoveryCodes, spentTickets, climbs, purgedClimbs, climbHolds, personals, annotations,
  epochs, feeds, feedRows, documents, documentUpdates, documentClients, audit, auditAddresses, auditNames, jobs, answers, avatars, apiKeys, invites, claims, setterAliases, tasks, locks, holdHistory, sheetVersions,
} = defineTables(sqliteColumns)
