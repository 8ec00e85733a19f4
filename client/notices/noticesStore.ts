import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { faceFeed, GLOBAL_FEED } from '../../shared/feedName'
import { instantOf, msOf } from '../../shared/model/instant'
import type { Notice } from '../../shared/model/notice'
import { NOTICE_LEVELS } from '../../shared/model/noticeLevel'
import { isNoticeShown } from '../../shared/rules/isNoticeShown'
import { useSession } from '../account/sessionStore'
import { useConnection } from '../sync/connection'
import { isRecord } from '../ui/kept'
import { persistedRef } from '../ui/persistedRef'
import { useFaces } from '../wall/facesStore'

/** The longest time that a browser's timer takes. */
const LONGEST_MS = 2 ** 31 - 1
/** This device remembers so many notices that a person has read, of all walls; the oldest are forgotten. */
const REMEMBERED = 100
const weight = ({ level }: Notice): number => NOTICE_LEVELS.indexOf(level)
/** These words are remembered as read, so that a notice whose words changed is shown again. */
const wordsOf = ({ level, title, text }: Notice): string => JSON.stringify([level, title, text])

type Read = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The notices for everybody and for the current face, as they are shown at this moment. */
export const useNotices = defineStore('notices', () => {
  const { tables } = useConnection()
  const faces = useFaces()
  const session = useSession()
  const now = shallowRef(instantOf(Date.now()))
  const known = computed(() => [
    ...tables.rows(GLOBAL_FEED, 'notice').values(),
    ...tables.rows(faceFeed(faces.currentId ?? ''), 'notice').values(),
  ])
  const shown = computed(() =>
    known.value
      .filter(notice => isNoticeShown(notice, now.value))
      .sort((a, b) => weight(b) - weight(a) || (a.created_at < b.created_at ? 1 : -1)),
  )

  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    clearTimeout(timer)
    now.value = instantOf(Date.now())
    const [next] = known.value.flatMap(({ from, until }) => [from, until]).filter(moment => moment !== null && moment > now.value).sort()
    if (next) timer = setTimeout(look, Math.min(msOf(next) - msOf(now.value) + 1, LONGEST_MS))
  }
  watch(known, look, { immediate: true, flush: 'sync' })
  onScopeDispose(() => clearTimeout(timer))

  /** The words that a person has read on this device, by person and notice. */
  const read = persistedRef<Read>('mastoc.notices', stored => (isRecord(stored) ? stored as Read : {}))
  const me = computed(() => session.user?.id ?? 'guest')
  const isRead = (notice: Notice): boolean => read.value[me.value]?.[notice.id] === wordsOf(notice)
  const unread = computed(() => shown.value.filter(notice => !isRead(notice)))
  /** [NOTICE-6] A danger stays in sight after it was read. */
  const kept = computed(() => shown.value.filter(notice => notice.level === 'danger' && isRead(notice)))

  /** Puts a notice away for the person who is here. */
  function putAway(notice: Notice): void {
    const others = Object.entries(read.value[me.value] ?? {}).filter(([id]) => id !== notice.id)
    const remembered = [...others, [notice.id, wordsOf(notice)] as const].slice(-REMEMBERED)
    read.value = { ...read.value, [me.value]: Object.fromEntries(remembered) }
  }

  return { known, shown, unread, kept, putAway }
})
