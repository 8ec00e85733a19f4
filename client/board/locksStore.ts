import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Lock } from '../../shared/model/lock'
import { lockOn } from '../../shared/rules/lockOn'
import { faceFeed } from '../../shared/feedName'
import { useApi } from '../api/useApi'
import { useFaces } from '../wall/facesStore'
import { useConnection } from '../sync/connection'

/** A lock's target: a hold by its number, a face by its id. */
export type LockTarget = { target: 'hold'; id: number } | { target: 'face'; id: string }

/** The locks of the current face. */
export const useLocks = defineStore('locks', () => {
  const { call } = useApi()
  const { tables } = useConnection()
  const faces = useFaces()
  const list = computed(() =>
    [...tables.rows(faceFeed(faces.currentId ?? ''), 'lock').values()].sort((a, b) => (a.locked_at < b.locked_at ? 1 : -1)),
  )
  /** The lock on the face as a whole. */
  const ofFace = computed(() => list.value.find(lock => lock.hold_id === null) ?? null)
  const on = (holdId: number): Lock | null => lockOn(list.value, holdId)

  /** For admins. Locking what is locked changes its reason; rejects with an `ApiError`. */
  async function lock({ target, id }: LockTarget, reason: string): Promise<void> {
    await call('locks.put', { target, id: String(id), reason })
  }
  async function unlock({ target, id }: LockTarget): Promise<void> {
    await call('locks.delete', { target, id: String(id) })
  }

  return { list, ofFace, on, lock, unlock }
})
