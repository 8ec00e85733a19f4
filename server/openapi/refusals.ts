import type { Command } from '../../shared/contract/command'
import { commands, type CommandName } from '../../shared/contract/commands'
import type { ErrorCode } from '../../shared/result'
import { hasBody, pathNames } from '../http/queryNames'

const proof = ['wrong_password', 'wrong_factor', 'ticket_invalid'] as const
const changed = ['not_found', 'last_admin'] as const
const stokt = [
  'not_found', 'stokt_unlinked', 'stokt_ended', 'stokt_busy', 'stokt_away', 'stokt_nonsense', 'stokt_declined',
] as const
const task = ['not_found', 'locked', 'forbidden'] as const

/**
 * The refusals of a command itself, beside those of `atGate` and of its form. A new refusal must be named here; the
 * wire tests compare every answer with it.
 */
const own: { readonly [C in CommandName]?: readonly ErrorCode[] } = {
  'auth.register': ['taken', 'weak_password', 'registration_closed', 'invite_invalid'],
  'auth.login': ['wrong_credentials', 'deactivated', 'second_factor_required'],
  'auth.factor': ['ticket_invalid', 'wrong_factor', 'deactivated'],
  'auth.passkey': ['ticket_invalid', 'wrong_factor', 'deactivated'],
  'auth.refresh': ['unauthenticated', 'deactivated'],
  'auth.checkReset': ['reset_invalid'],
  'auth.confirmReset': ['reset_invalid', 'weak_password'],
  'auth.confirmEmail': ['confirm_invalid', 'taken'],
  'users.sendConfirmation': ['confirm_invalid'],
  'users.changePassword': ['wrong_password', 'weak_password'],
  'users.endSession': ['not_found'],
  'passkeys.begin': [...proof, 'passkey_limit'],
  'passkeys.add': ['ticket_invalid', 'wrong_factor', 'passkey_limit', 'taken'],
  'passkeys.remove': proof,
  'passkeys.newCodes': [...proof, 'not_found'],
  'users.updateMe': ['taken', 'wrong_password', 'muted'],
  'users.deleteMe': ['last_admin', 'wrong_password'],
  'users.askDeletion': ['last_admin', 'wrong_password'],
  'users.setAvatar': ['picture_invalid'],
  'imports.create': ['too_large'],
  'users.claim': ['forbidden'],
  'users.deactivate': changed,
  'users.promote': ['forbidden'],
  'users.demote': changed,
  'users.setEmail': ['taken', 'forbidden'],
  'users.resetLetter': ['no_email', 'deactivated'],
  'claims.approve': ['forbidden'],
  'climbs.create': ['not_found', 'unknown_hold', 'forbidden'],
  'climbs.update': ['unknown_hold', 'forbidden'],
  'climbs.delete': ['forbidden'],
  'climbs.restore': ['forbidden'],
  'climbs.setStoktId': ['taken', 'forbidden'],
  'climbs.publish': ['forbidden'],
  'ascents.create': ['taken'],
  'lists.create': ['taken'],
  'lists.update': ['forbidden'],
  'lists.delete': ['forbidden'],
  'lists.addClimb': ['forbidden'],
  'lists.removeClimb': ['forbidden'],
  'lists.order': ['forbidden'],
  'searches.create': ['taken', 'not_found'],
  'comments.create': ['taken'],
  'comments.update': ['forbidden'],
  'comments.delete': ['forbidden'],
  'comments.restore': ['forbidden'],
  'annotations.put': ['locked'],
  'annotations.renew': ['locked'],
  'annotations.delete': ['locked'],
  'tasks.create': task,
  'tasks.finish': task,
  'tasks.reopen': [...task, 'taken'],
  'tasks.delete': task,
  'notices.create': ['not_found'],
  'reports.create': ['not_found', 'forbidden'],
  'reports.resolve': ['already_resolved'],
  'audit.undo': ['last_admin', 'not_undoable'],
  'sources.syncStokt': ['not_found'],
  'sync.importFace': ['not_found'],
  'sync.importUser': ['not_found'],
  'sync.importHold': ['not_found'],
  'sync.importClimb': ['not_found', 'unknown_hold'],
  'users.linkStokt': ['not_found', 'taken', 'stokt_refused', 'stokt_away'],
  'stokt.setup': stokt,
  'stokt.climbs': stokt,
  'stokt.climb': stokt,
  'stokt.mine': stokt,
  'stokt.like': stokt,
  'stokt.unlike': stokt,
  'stokt.bookmark': stokt,
  'stokt.unbookmark': stokt,
  'stokt.sends': stokt,
  'stokt.comments': stokt,
  'stokt.comment': stokt,
  'stokt.deleteComment': stokt,
  'stokt.setClimb': [...stokt, 'unknown_hold'],
  'locks.putMany': ['not_found'],
  'locks.removeMany': ['not_found'],
  'feeds.changes': ['resync'],
}

/** The refusals of a caller before the command is looked at. */
const atGate: Record<Command['gate'], readonly ErrorCode[]> = {
  anyone: [],
  reader: [],
  user: [],
  writer: ['missing_scope'],
  importer: ['missing_scope', 'forbidden', 'factor_required'],
  admin: ['missing_scope', 'forbidden', 'factor_required'],
}

/** The commands that look at `If-Match`. */
const CONDITIONAL: ReadonlySet<CommandName> = new Set<CommandName>([
  'climbs.update',
  'climbs.delete',
  'climbs.setStoktId',
  'comments.update',
  'annotations.put',
  'gyms.update',
  'faces.update',
  'annotations.delete',
])
export const isConditional = (name: CommandName): boolean => CONDITIONAL.has(name)

/** True if the answer is kept under an `Idempotency-Key`: guests have none, reads and files need none. */
export const isKept = ({ method, gate, upload }: Command): boolean => method !== 'GET' && gate !== 'anyone' && !upload

/** Every code that a command can be refused with. */
export function refusalsOf(name: CommandName): ReadonlySet<ErrorCode> {
  const command: Command = commands[name]
  const known: readonly ErrorCode[] =
    command.gate === 'anyone'
      ? []
      : [
          'unauthenticated',
          'unknown_api_key',
          'deactivated',
          ...(command.beforePasswordChange ? [] : (['password_change_required'] as const)),
        ]
  return new Set<ErrorCode>([
    'invalid', 'too_fast', 'unavailable', ...known, ...atGate[command.gate],
    ...pathNames(command).length > 0 ? ['not_found'] as const : [],
    ...hasBody(command) ? ['too_large'] as const : [],
    ...command.publishesContent ? ['muted'] as const : [],
    ...isKept(command) ? ['idempotency_mismatch'] as const : [],
    ...isConditional(name) ? ['stale'] as const : [],
    ...own[name] ?? [],
  ])
}
