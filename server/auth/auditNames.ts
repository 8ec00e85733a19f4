/** What happens to accounts and sessions, under our names; in brackets OWASP's word for the event. */
export const auditNames = {
  /** (authn_login_success) */
  login: 'session.login',
  /** (session_expired, authn_token_revoked) Logged out, ended from another device, by a password change or an admin. */
  sessionEnd: 'session.end',
  /** (authn_token_reuse) */
  sessionReuse: 'session.reuse',
  /** (authn_login_fail) The first of a row at one account from one address. */
  loginFailed: 'session.login_failed',
  /** (authn_login_fail_max) An account's address had to wait. */
  loginSlowed: 'session.slowed',
  /** (authn_login_fail) The first wrong second factor of a row, after the right password. */
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
  /** (user_updated) New recovery codes in the place of the old. */
  recoveryRenew: 'factor.recovery_renew',
  /** (user_updated) By an admin or the command line: all passkeys and codes. */
  factorReset: 'factor.reset',
  /** (excess_rate_limit_exceeded) */
  tooFast: 'command.too_fast',
  /** (authz_fail) Somebody known asked for what is not theirs. */
  denied: 'command.denied',
  /** (user_created) */
  register: 'account.register',
  /** (authn_password_reset) Asked for, whatever came of it. */
  resetAsked: 'account.reset_asked',
  /** (authn_password_change) With a link from a mail. */
  reset: 'account.reset',
  /** (authn_password_change) */
  passwordChange: 'account.password_change',
  /** A new address is to be confirmed. */
  emailAsked: 'account.email_asked',
  /** (user_updated) The address was proved by a letter. */
  emailConfirm: 'account.email_confirm',
  /** (user_updated) Name, user name, language or colour: which of them, not what. */
  profileChange: 'account.update',
  /** (user_updated) The account is deleted in a week. */
  deletionAsked: 'account.deletion_asked',
  /** (user_updated) Its person logged in before. */
  deletionUndone: 'account.deletion_undone',
  /** (user_updated) */
  emailChange: 'account.email_change',
} as const
