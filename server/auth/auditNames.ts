/** The names of events of accounts and sessions; OWASP's word for the event stands in brackets. */
export const auditNames = {
  /** (authn_login_success) */
  login: 'session.login',
  /** (session_expired, authn_token_revoked) The person logged out, or another device, a password change or an admin ended it. */
  sessionEnd: 'session.end',
  /** (authn_token_reuse) */
  sessionReuse: 'session.reuse',
  /** (authn_login_fail) This is the first of a row of failures at one account from one address. */
  loginFailed: 'session.login_failed',
  /** (authn_login_fail_max) An address had to wait for an account. */
  loginSlowed: 'session.slowed',
  /** (authn_login_fail) This is the first wrong second factor of a row, after the right password. */
  factorFailed: 'session.factor_failed',
  /** (authn_login_fail_max) */
  factorSlowed: 'session.factor_slowed',
  /** (authn_login_success) A recovery code was used up. */
  recoveryUsed: 'factor.recovery_used',
  /** (user_updated) */
  passkeyAdd: 'factor.passkey_add',
  /** (user_updated) */
  passkeyRename: 'factor.passkey_rename',
  /** (user_updated) */
  passkeyRemove: 'factor.passkey_remove',
  /** (user_updated) New recovery codes replaced the old ones. */
  recoveryRenew: 'factor.recovery_renew',
  /** (user_updated) An admin or the command line removed all passkeys and codes. */
  factorReset: 'factor.reset',
  /** (excess_rate_limit_exceeded) */
  tooFast: 'command.too_fast',
  /** (authz_fail) A known person asked for something that they may not have. */
  denied: 'command.denied',
  /** (user_created) */
  register: 'account.register',
  /** (authn_password_reset) Somebody asked for a new password, whatever the result was. */
  resetAsked: 'account.reset_asked',
  /** (authn_password_change) A link from a mail was used. */
  reset: 'account.reset',
  /** (authn_password_change) */
  passwordChange: 'account.password_change',
  /** A new address waits to be confirmed. */
  emailAsked: 'account.email_asked',
  /** (user_updated) A letter proved the address. */
  emailConfirm: 'account.email_confirm',
  /** (user_updated) The name, user name, language or colour changed; the entry says which of them, not the values. */
  profileChange: 'account.update',
  /** (user_updated) The account is deleted in a week. */
  deletionAsked: 'account.deletion_asked',
  /** (user_updated) Its person logged in before the week was over. */
  deletionUndone: 'account.deletion_undone',
  /** (user_updated) */
  emailChange: 'account.email_change',
} as const
