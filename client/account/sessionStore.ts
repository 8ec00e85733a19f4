import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { guest, type Actor } from '../../shared/access/actor'
import type { CallInput, Output } from '../../shared/contract/commands'
import type { Instant } from '../../shared/model/instant'
import type { User } from '../../shared/model/user'
import { userFeed } from '../../shared/feedName'
import { eraseDrafts } from '../offline/drafts'
import { ApiError } from '../api/api'
import { useApi } from '../api/useApi'
import { signWithPasskey } from './passkeys/passkeys'
import type { Ended } from '../sync/socket'
import { useConnection } from '../sync/connection'
import { usePending } from '../offline/pendingStore'
import { hasTexts, isRecord } from '../ui/kept'
import { persistedRef } from '../ui/persistedRef'

const RETRY_MS = 3000
/** An older version remembered fewer fields; the next answer brings the rest. */
const isUser = (stored: unknown): stored is User =>
  isRecord(stored) && hasTexts(stored, ['id', 'username', 'full_name']) && (stored['role'] === 'user' || stored['role'] === 'admin')

/** [PEOPLE-15] Who was away when the account was deactivated learns it as they come back. */
const isShutOut = (failure: unknown): boolean => failure instanceof ApiError && failure.code === 'deactivated'

/** The person who is logged in here. */
export const useSession = defineStore('session', () => {
  const { call, tokens, upload } = useApi()
  const connection = useConnection()
  /** Spares a stranger the question whether their cookie is still good. */
  const wasHere = persistedRef('mastoc.session', stored => stored === true)
  /** The page opens for the person who was here last, with no network too. */
  const known = persistedRef('mastoc.me', stored => (wasHere.value && isUser(stored) ? stored : null))
  const user = shallowRef<User | null>(known.value)
  const ready = shallowRef(known.value !== null)
  /** The reason why somebody was logged out without asking for it. */
  const endedBy = shallowRef<Exclude<Ended, 'expired'> | null>(null)
  /** The day on which the account that was logged in here will be deleted, and whether an e-mail says so too; it is told once. */
  const farewell = shallowRef<{ at: Instant; byMail: boolean } | null>(null)
  /** Logging in kept an account that was about to be deleted. */
  const wasKept = shallowRef(false)
  let isLeaving = false
  /** If admins need a second factor, an account without it is no admin yet. */
  const role = computed(() => (user.value?.second_factor_wanted === 'required' ? 'user' : user.value?.role))
  const actor = computed<Actor>(() => {
    const me = user.value
    return me ? { kind: 'user', id: me.id, role: role.value ?? me.role, name: me.full_name || me.username } : guest
  })

  connection.switchUser(user.value?.id ?? null)
  watch(user, now => (known.value = now), { flush: 'sync' })
  watch(() => user.value?.id, (id, before) => {
    // First, so that the new feed is not asked for as the old person. A restored session's socket came as who it is.
    if (before || connection.socket.isGuest()) connection.socket.reconnect()
    connection.switchUser(id ?? null)
  }, { flush: 'sync' })
  // The socket asks for feeds as what it came as.
  watch(role, (now, before) => {
    if (now && before) connection.socket.reconnect()
  }, { flush: 'sync' })
  tokens.onChange(token => {
    if (token !== null) return
    user.value = null
    wasHere.value = false
  })
  tokens.onOver(failure => void (user.value && isShutOut(failure) && (endedBy.value = 'deactivated')))
  connection.socket.onEnded(reason => {
    if (reason === 'expired') return
    if (user.value && !isLeaving) endedBy.value = reason
    tokens.drop()
  })

  /** [ADMIN-2] An admin changed my rights, or I my profile on another page. */
  connection.onStep(({ feed, replace, rows }) => {
    const id = user.value?.id
    if (id === undefined || replace || feed !== userFeed(id) || !rows.some(row => row.kind === 'account')) return
    loadMe().catch(() => undefined)
  })

  async function loadMe(): Promise<void> {
    user.value = await call('users.me', {})
    wasHere.value = true
    endedBy.value = null
  }

  /** Every way to log in ends here. */
  async function begin(granted: Output<'auth.login'>): Promise<void> {
    tokens.keep(granted)
    wasKept.value = granted.deletion_undone === true
    await loadMe()
  }

  /** Rejects with an `ApiError`: `wrong_credentials`, `deactivated`, `offline`, `second_factor_required` with what `loginFactor` takes. */
  async function login(username: string, password: string): Promise<void> {
    await begin(await call('auth.login', { username, password, cookie: true }))
  }

  /** The second step. Rejects with `wrong_factor`, or `ticket_invalid`: begin again. */
  async function loginFactor(shown: Omit<CallInput<'auth.factor'>, 'cookie'>): Promise<void> {
    await begin(await call('auth.factor', { ...shown, cookie: true }))
  }

  /** Rejects with `NoPasskey` too. */
  async function loginWithPasskey(): Promise<void> {
    const { ticket, options } = await call('auth.passkeyOptions', {})
    await begin(await call('auth.passkey', { ticket, assertion: await signWithPasskey(options), cookie: true }))
  }

  /** Makes the account and logs in. */
  async function register(account: CallInput<'auth.register'>): Promise<void> {
    await call('auth.register', account)
    await login(account.username, account.password)
  }

  /** Unsent changes stay for their author, hidden from everybody else, unless they are discarded. */
  async function logout(withUnsent: 'keep' | 'discard' = 'keep'): Promise<void> {
    // Offline, the cookie outlives this; the page forgets who was here all the same.
    // The id is read first: the socket may hear of the end before the answer is here.
    const id = user.value?.id
    const { waiting, refused } = usePending()
    const isErased = withUnsent === 'discard' || (waiting === 0 && refused === 0)
    await leaving(async () => {
      await call('auth.logout', {}).catch(() => undefined)
      tokens.drop()
      if (id !== undefined && isErased) await eraseAll(id)
    })
  }

  /** A session that ends meanwhile was ended by one's own wish. */
  async function leaving(run: () => Promise<void>): Promise<void> {
    isLeaving = true
    await run().finally(() => {
      isLeaving = false
    })
  }

  /** Logging out, unlike a session that ran out, takes along what this device kept of the person. */
  async function eraseAll(id: string): Promise<void> {
    eraseDrafts(id)
    await connection.erase(id)
  }

  async function update(changes: CallInput<'users.updateMe'>): Promise<void> {
    user.value = await call('users.updateMe', changes)
  }

  /** Ends every other session; rejects with `wrong_password` or `weak_password`. */
  async function changePassword(current_password: string, new_password: string): Promise<void> {
    await call('users.changePassword', { current_password, new_password })
    await loadMe()
  }

  /** Sets a password with the code from an e-mail. Every session ends, this page's too. Rejects with `reset_invalid` or `weak_password`. */
  async function resetPassword(token: string, new_password: string): Promise<void> {
    await leaving(async () => {
      await call('auth.confirmReset', { token, new_password })
      tokens.drop()
    })
  }

  async function setAvatar(picture: Blob): Promise<void> {
    await upload('users.setAvatar', picture)
    await loadMe()
  }

  async function deleteAvatar(): Promise<void> {
    await call('users.deleteAvatar', {})
    await loadMe()
  }

  /** Deletes the account in a week; the page is a guest's from then on. Rejects with `wrong_password`. */
  async function deleteAccount(current_password: string): Promise<void> {
    const id = user.value?.id
    const hasAddress = Boolean(user.value?.email)
    await leaving(async () => {
      const { deletes_at } = await call('users.askDeletion', { current_password })
      farewell.value = { at: deletes_at, byMail: hasAddress }
      tokens.drop()
      if (id !== undefined) await eraseAll(id)
    })
  }

  /** Restores the login of this device at the start of the page, without asking. */
  async function restore(): Promise<void> {
    if (wasHere.value) {
      tokens.expect()
      await loadMe().catch(retryUnlessOver)
    }
    ready.value = true
  }

  function retryUnlessOver(failure: unknown): void {
    const isOver = !(failure instanceof ApiError) || failure.status === 401 || failure.status === 403
    if (isOver) tokens.drop()
    else setTimeout(() => void (tokens.isExpected && loadMe().catch(retryUnlessOver)), RETRY_MS)
  }

  return {
    user,
    ready,
    endedBy,
    farewell,
    wasKept,
    actor,
    login,
    loginFactor,
    loginWithPasskey,
    register,
    logout,
    update,
    loadMe,
    changePassword,
    resetPassword,
    setAvatar,
    deleteAvatar,
    deleteAccount,
    restore,
  }
})
