import { useI18n } from 'vue-i18n'
import type { ClimbRow } from '../../shared/model/climb'
import { isLocalId, localId } from '../offline/outbox/item'
import { useClimbs } from './climbsStore'
import { useOutbox, WriteRefused, type Written } from '../offline/outboxStore'
import { useToasts } from '../ui/toastsStore'

type Named = Pick<ClimbRow, 'id' | 'name'>

/** [CLIMB-11] Deletes a climb at once and offers it back. What is told is what happened: in the bin, on its way there, or never sent. */
export function useDeletion() {
  const { t } = useI18n()
  const climbs = useClimbs()
  const outbox = useOutbox()
  const toasts = useToasts()

  /** @returns what came of it; null where it was refused, which is told */
  async function told(what: 'delete' | 'restore', { name }: Named, work: () => Promise<Written>): Promise<Written | null> {
    try {
      return await work()
    } catch (failure) {
      const why = failure instanceof WriteRefused && failure.detail !== '' ? failure.detail : t('app.failed')
      toasts.show({ text: t(`climbs.${what}.failed`, { name, why }), tone: 'danger' })
      return null
    }
  }

  async function restore(climb: Named): Promise<void> {
    const done = await told('restore', climb, () => climbs.restore(climb))
    if (!done) return
    // A deletion that nobody had yet is forgotten: then nothing waits.
    const isWaiting = outbox.waiting.some(({ write }) => write.command === 'climbs.restore' && write.input.id === done.id)
    const state = isWaiting ? 'waiting' : await climbs.isStillHidden(done.id) ? 'hidden' : 'done'
    toasts.show({ text: t(`climbs.restore.${state}`, { name: climb.name }) })
  }

  /** @param reason an admin's, for its owners to read */
  async function remove(climb: Named, reason = ''): Promise<void> {
    const making = outbox.items.find(
      item => item.write.command === 'climbs.create' && item.state !== 'sent' && localId(item.key) === climb.id,
    )?.write
    const done = await told('delete', climb, () => climbs.remove(climb, reason))
    if (!done) return
    const isUnsent = isLocalId(done.id) && !done.isWaiting
    const text = t(isUnsent ? 'climbs.delete.unsent' : done.isWaiting ? 'climbs.delete.waiting' : 'climbs.delete.done', {
      name: climb.name,
    })
    const undo = () =>
      isUnsent && making?.command === 'climbs.create'
        ? told('restore', climb, () => climbs.create(making.input))
        : restore({ ...climb, id: done.id })
    toasts.show({ text, action: { label: t('app.undo'), perform: () => void undo() } })
  }

  return { remove, restore }
}
