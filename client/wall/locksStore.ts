import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { instantOf, msOf } from '../../shared/model/instant'
import type { Lock } from '../../shared/model/lock'
import { lockOn } from '../../shared/rules/lockOn'
import { faceFeed } from '../../shared/feedName'
import { useApi } from '../api/useApi'
import { useFaces } from './facesStore'
import { useConnection } from '../sync/connection'

/** The longest time that a browser's timer takes. */
const LONGEST_MS = 2 ** 31 - 1

/** A lock's target: a hold by its number, a face by its id. */
export type LockTarget = { target: 'hold'; id: number } | { target: 'face'; id: string }

/** The locks of the current face. */
export const useLocks = defineStore('locks', () => {
  const { call } = useApi()
  const { tables } = useConnection()
  const faces = useFaces()
  const known = computed(() => [...tables.rows(faceFeed(faces.currentId ?? ''), 'lock').values()])
  const now = shallowRef(instantOf(Date.now()))
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Waits for the next end of a lock, which nothing tells. */
  const look = () => {
    clearTimeout(timer)
    now.value = instantOf(Date.now())
    const [next] = known.value.flatMap(({ until }) => (until && until > now.value ? [until] : [])).sort()
    if (next) timer = setTimeout(look, Math.min(msOf(next) - msOf(now.value) + 1, LONGEST_MS))
  }
  watch(known, look, { immediate: true, flush: 'sync' })
  onScopeDispose(() => clearTimeout(timer))
  /** [LOCK-8] A lock that ended counts no more. */
  const list = computed(() =>
    known.value.filter(({ until }) => !until || until > now.value).sort((a, b) => (a.locked_at < b.locked_at ? 1 : -1)),
  )
  /** The lock on the face as a whole. */
  const ofFace = computed(() => list.value.find(lock => lock.hold_id === null) ?? null)
  const on = (holdId: number): Lock | null => lockOn(list.value, holdId)

  /** Locks, for admins. Locking again changes the reason. Rejects with an `ApiError`. */
  async function lock({ target, id }: LockTarget, reason: string, until: string | null = null): Promise<void> {
    await call('locks.put', { target, id: String(id), reason, until })
  }
  async function unlock({ target, id }: LockTarget): Promise<void> {
    await call('locks.delete', { target, id: String(id) })
  }

  return { list, ofFace, on, lock, unlock }
})
