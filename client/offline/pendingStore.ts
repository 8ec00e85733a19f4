import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useOutbox } from './outboxStore'
import { useUnsent } from './unsentStore'

/** All that I did and that the server has not, of whatever kind. */
export const usePending = defineStore('pending', () => {
  const outbox = useOutbox()
  const unsent = useUnsent()
  const waiting = computed(() => outbox.waiting.length + unsent.waiting.length)
  const refused = computed(() => outbox.refused.length + unsent.refused.length)
  /** The most there was since nothing waited. */
  const most = shallowRef(0)
  watch(waiting, now => {
    most.value = now === 0 ? 0 : Math.max(most.value, now)
  }, { immediate: true, flush: 'sync' })

  /** The items that were seen in the list: the pill does not tell of them again. */
  const keys = computed(() => [...outbox.refused.map(({ key }) => key), ...unsent.refused.map(({ id }) => id)])
  const read = shallowRef<ReadonlySet<string>>(new Set())
  const unread = computed(() => keys.value.filter(key => !read.value.has(key)).length)
  const markRead = (): void => void (read.value = new Set(keys.value))

  return { waiting, refused, most, unread, markRead }
})
