import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { ClimbRow } from '../../shared/model/climb'
import type { Source } from '../../shared/model/gym'
import type { Instant } from '../../shared/model/instant'
import { faceFeed, userFeed } from '../../shared/feedName'
import { useSession } from '../account/sessionStore'
import { useStoktLink } from '../account/profile/stoktLinkStore'
import { ApiError } from '../api/api'
import { useApi } from '../api/useApi'
import { useConnection } from '../sync/connection'
import { persistedRef } from '../ui/persistedRef'
import { useFaces } from '../wall/facesStore'
import { instantAt, StoktCopy } from './stoktCopy'
import { readClimbs, readOwn, readSocial, type Progress, type Reading } from './stoktReading'
import { createStoktWriting } from './stoktWriting'

export type SourceTrouble = 'offline' | 'unlinked' | 'ended' | 'busy' | 'away' | 'unreadable'
const TROUBLES: Readonly<Record<string, SourceTrouble>> = {
  offline: 'offline', stokt_unlinked: 'unlinked', stokt_ended: 'ended', stokt_busy: 'busy', too_fast: 'busy', stokt_nonsense: 'unreadable',
}
const textOrNull = (stored: unknown): string | null => (typeof stored === 'string' ? stored : null)
const troubleOf = (error: unknown): SourceTrouble => (error instanceof ApiError && TROUBLES[error.code]) || 'away'

/** [SOURCE-7] The source that one looks at and writes to: mastoc, or Stokt itself. It changes when a person says so, and never else. */
export const useSource = defineStore('source', () => {
  const { tables } = useConnection()
  const { call } = useApi()
  const session = useSession()
  const faces = useFaces()
  const account = useStoktLink()

  /** The id of the person who chose Stokt on this device. */
  const choice = persistedRef('mastoc.source', textOrNull)
  const me = computed(() => session.user?.id ?? null)
  const isHere = computed(() => faces.current === null || faces.current.stokt_id !== null)
  /** [SOURCE-8] Stokt is offered to a person who linked an account there, on a wall that Stokt has. */
  const isOffered = computed(() => account.isLinked && faces.current !== null && isHere.value)
  const current = computed<Source>(() => (me.value !== null && choice.value === me.value && isHere.value ? 'stokt' : 'mastoc'))
  const isStokt = computed(() => current.value === 'stokt')
  watch(current, now => (tables.source.value = now), { immediate: true, flush: 'sync' })

  const copy = shallowRef<StoktCopy | null>(null)
  const trouble = shallowRef<SourceTrouble | null>(null)
  const isReading = shallowRef(false)
  /** Of the reading that is under way, or the last one. */
  const progress = shallowRef<Progress>({ climbs: 0, leftOut: 0 })
  const readAt = shallowRef<Instant | null>(null)
  /** When everything was read, in milliseconds. */
  const fullAt = shallowRef(0)
  let run = 0

  watch([me, current, () => faces.currentId], async ([who, source, faceId], [before]) => {
    run++
    trouble.value = null
    rest()
    if (who !== before) {
      copy.value?.wipe()
      copy.value = null
    }
    if (who === null || source !== 'stokt' || faceId === null) return
    const kept = copy.value ??= StoktCopy.ofDevice(tables.stokt, who)
    await Promise.all([kept.open(faceFeed(faceId)), kept.open(userFeed(who))])
    rest()
    await read()
  }, { immediate: true })

  function rest(): void {
    isReading.value = false
    const at = copy.value?.readAt(faceFeed(faces.currentId ?? '')) ?? null
    readAt.value = at && instantAt(at)
    fullAt.value = at?.fullMs ?? 0
  }

  /** [SOURCE-9] Reads what is new in Stokt, or everything. What is kept stays shown until then, and if it fails. */
  async function read(wanted: 'new' | 'all' = 'new'): Promise<void> {
    const [who, faceId, kept] = [me.value, faces.currentId, copy.value]
    if (who === null || faceId === null || !kept || !isStokt.value || isReading.value) return
    const mine = ++run
    const isWanted = () => mine === run
    const reading: Reading = { call, copy: kept, isWanted, onProgress: now => void (progress.value = now) }
    isReading.value = true
    progress.value = { climbs: 0, leftOut: 0 }
    try {
      await readClimbs(reading, faceId, wanted)
      if (isWanted()) await readOwn(reading, who)
      if (isWanted()) trouble.value = null
    } catch (error) {
      if (isWanted()) trouble.value = troubleOf(error)
    } finally {
      if (isWanted()) rest()
    }
  }

  const parts = { call, tables: tables.stokt, copy: () => copy.value, who: () => me.value, faceId: () => faces.currentId }

  /** [SOURCE-13] What is kept of it stays shown where Stokt does not answer. */
  const openClimb = (climb: Pick<ClimbRow, 'id' | 'face_id'>) =>
    readSocial({ call, copy: copy.value, tables: tables.stokt }, climb).catch((error: unknown) => {
      if (isStokt.value) trouble.value = troubleOf(error)
    })

  function choose(source: Source): void {
    choice.value = source === 'stokt' ? me.value : null
    if (source === 'mastoc' && trouble.value === 'unlinked') void Promise.all([forget(), account.ask()])
  }
  // That the account was unlinked elsewhere takes nobody away from what they look at.
  watch(() => account.link?.linked, (isLinked) => {
    if (isLinked === false && isStokt.value) trouble.value = 'unlinked'
  }, { flush: 'sync' })
  /** [SOURCE-11] The account is unlinked here: nothing of what Stokt holds stays on this device. */
  async function forget(): Promise<void> {
    const [who, kept] = [me.value, copy.value]
    choice.value = copy.value = null
    if (who !== null) await (kept ?? StoktCopy.ofDevice(tables.stokt, who)).destroy()
  }

  return {
    current, isStokt, isOffered, trouble, isReading, progress, readAt, fullAt, read, choose, forget, openClimb,
    ...createStoktWriting(parts),
  }
})
