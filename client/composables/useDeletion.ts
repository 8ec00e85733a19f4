import { readonly, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ClimbRow } from '../../shared/model/climb'
import { useClimbs } from '../stores/climbs'
import { WriteRefused } from '../stores/outbox'
import { useToasts } from './useToasts'

const UNDO_MS = 6000
const going = shallowRef<ReadonlySet<string>>(new Set())

/**
 * Deletes a climb after a while in which it can be had back. Leaving the page meanwhile keeps it:
 * better a climb too many than one too few.
 */
export function useDeletion() {
  const { t } = useI18n()
  const climbs = useClimbs()
  const toasts = useToasts()

  function mark(id: string, isGoing: boolean): void {
    const marked = new Set(going.value)
    if (isGoing) marked.add(id)
    else marked.delete(id)
    going.value = marked
  }

  async function remove(climb: ClimbRow): Promise<void> {
    try {
      const { isWaiting } = await climbs.remove(climb)
      if (isWaiting) toasts.show({ text: t('outbox.kept', { name: climb.name }) })
    } catch (failure) {
      const why = failure instanceof WriteRefused && failure.detail !== '' ? failure.detail : t('app.failed')
      toasts.show({ text: t('climbs.delete.failed', { name: climb.name, why }), tone: 'danger' })
    }
    mark(climb.id, false)
  }

  function begin(climb: ClimbRow): void {
    mark(climb.id, true)
    const timer = setTimeout(() => void remove(climb), UNDO_MS)
    toasts.show({
      text: t('climbs.delete.done', { name: climb.name }),
      action: {
        label: t('app.undo'),
        perform: () => {
          clearTimeout(timer)
          mark(climb.id, false)
        },
      },
    })
  }

  return { going: readonly(going), begin }
}
