import { guest } from '../shared/access/actor'
import { createAccount } from '../server/usecases/accounts/createAccount'
import { startServer } from './startServer'
import { ms, quantile, type Figure } from './table'

const TRIES = 200
/** Milliseconds between the medians. */
const APART = 5

/** Every try comes from an address of its own: limits are not what is measured. */
const addressOf = (n: number) => `198.18.${n >> 8}.${n & 255}`

/** [ACCOUNT-2] [ACCOUNT-9] Whether the time an answer takes tells that somebody has an account. */
export async function timingLeak(): Promise<Figure[]> {
  const { app, url, stop } = await startServer()
  const { passwords, transactions, mailQueue } = app.services
  const password_hash = await passwords.hash('prise-verte-du-fond-7')
  await transactions(guest, async (context) => {
    for (let n = 0; n < TRIES; n++) await createAccount(context, { email: `known${n}@example.org`, username: `known${n}`, full_name: '', password_hash, role: 'user' })
  })
  let asked = 0
  const timed = async (path: string, body: object): Promise<number> => {
    const started = performance.now()
    const answer = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(asked++) }, body: JSON.stringify(body) })
    await answer.text()
    const took = performance.now() - started
    if (answer.status === 429 || answer.status >= 500) throw new Error(`${path} answered ${answer.status}`)
    // Work after an answer is not to slow the next one.
    await mailQueue.deliver()
    return took
  }
  const compare = async (what: string, ask: (who: string) => Promise<number>): Promise<Figure> => {
    const [known, unknown]: [number[], number[]] = [[], []]
    await ask('warm-up')
    for (let n = 0; n < TRIES; n++) {
      known.push(await ask(`known${n}`))
      unknown.push(await ask(`nobody${n}`))
    }
    const [ours, theirs] = [quantile(known, 0.5), quantile(unknown, 0.5)]
    return { what: `${what}: account known, or not`, measured: ms(ours), reference: ms(theirs), ratio: `${(ours - theirs).toFixed(1)} ms apart`, aim: `<= ${APART} ms apart` }
  }
  const figures = [
    await compare('login', who => timed('/api/auth/login', { username: who, password: 'wrong' })),
    await compare('reset', who => timed('/api/auth/reset-password', { email: `${who}@example.org` })),
  ]
  await stop()
  return figures
}
