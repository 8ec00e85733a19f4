import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { BinEntry } from '../../shared/model/bin'
import { msOf } from '../../shared/model/instant'
import { useDates } from '../ui/useDates'

const DAY_MS = 24 * 3600 * 1000

/** The sentences that say since when a thing is hidden or in the bin, and for how long it stays there ('' for ever). */
export function useBinWords(
  entry: () => Pick<BinEntry, 'state' | 'by_me' | 'at' | 'until'>,
): Record<'since' | 'left', ComputedRef<string>> {
  const { t } = useI18n()
  const { ago, now } = useDates()
  const since = computed(() => {
    const { state, by_me, at } = entry()
    return t(`climbs.bin.${state === 'hidden' ? 'hidden' : by_me ? 'deleted' : 'byAdmin'}`, { ago: ago(at) })
  })
  const left = computed(() => {
    const { until } = entry()
    return until === null ? '' : t('climbs.bin.left', Math.max(0, Math.ceil((msOf(until) - msOf(now.value)) / DAY_MS)))
  })
  return { since, left }
}
