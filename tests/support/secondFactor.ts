import type { CallInput, Output } from '../../shared/contract/commands'
import type { FactorAsked } from '../../shared/model/passkey'
import { PASSWORD, type Account, type Answer, type TestApp } from './app'
import { createAuthenticator, type Authenticator, type Twists } from './authenticator'

type Added = Output<'passkeys.add'>

/** The requests of a person with a browser and an authenticator. */
export function secondFactor(app: TestApp) {
  const post = (path: string, body: unknown, account?: Account): Promise<Answer> =>
    app.call('POST', path, { body, ...(account ? { token: account.token } : {}) })
  const begin = (account: Account, proof: CallInput<'passkeys.begin'>['proof'] = { current_password: PASSWORD }) =>
    post('/api/users/me/passkeys/options', { proof }, account)

  return {
    post,
    begin,

    /** Asks for a passkey, makes it and hands it in, as far as the server lets. */
    async tryAdd(account: Account, authenticator: Authenticator, twists: Twists = {}): Promise<Answer> {
      const { ticket, options } = (await begin(account)).body as Output<'passkeys.begin'>
      return post('/api/users/me/passkeys', { ticket, credential: authenticator.create(options, twists), name: 'Téléphone' }, account)
    },

    /** An authenticator with a passkey of this account, and the recovery codes where they came with it. */
    async add(
      account: Account,
      authenticator = createAuthenticator(app.url),
    ): Promise<Added & { authenticator: Authenticator; codes: string[] }> {
      const added = await this.tryAdd(account, authenticator)
      if (added.status !== 201) throw new Error(`no passkey: ${JSON.stringify(added.body)}`)
      const body = added.body as Added
      return { ...body, authenticator, codes: body.recovery_codes ?? [] }
    },

    login: (account: Account, more: object = {}) => post('/api/auth/login', { username: account.username, password: PASSWORD, ...more }),

    /** The first step of a login: the ticket and what the passkey is to sign. */
    async ask(account: Account): Promise<FactorAsked> {
      const { status, body } = await this.login(account)
      if (status !== 403) throw new Error(`no second step: ${status}`)
      return body as FactorAsked
    },

    show: (ticket: string, shown: object) => post('/api/auth/login/factor', { ticket, ...shown }),
  }
}
