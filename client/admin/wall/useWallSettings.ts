import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CallInput } from '../../../shared/contract/commands'
import type { FaceRow } from '../../../shared/model/face'
import type { GymRow } from '../../../shared/model/gym'
import { useApi } from '../../api/useApi'
import { useAction } from '../../api/useAction'
import { useToasts } from '../../ui/toastsStore'

type FaceChanges = Omit<CallInput<'faces.update'>, 'id'>
type GymChanges = Omit<CallInput<'gyms.update'>, 'id'>

/** Changes of a gym or a wall as one sees it now. Each is told with a way back; what somebody else changed meanwhile is refused. */
export function useWallSettings() {
  const { t } = useI18n()
  const { call, write } = useApi()
  const { attempt } = useAction()
  const toasts = useToasts()
  const busy = shallowRef(false)

  async function ask(send: () => Promise<{ output: unknown }>): Promise<boolean> {
    busy.value = true
    const isDone = await attempt(async () => {
      const { audit_id } = (await send()).output as { audit_id: string | null }
      if (audit_id === null) return
      toasts.show({
        text: t('admin.gym.done'),
        action: { label: t('admin.gym.undo'), perform: () => void attempt(() => call('audit.undo', { id: audit_id })) },
      })
    })
    busy.value = false
    return isDone
  }

  /** @returns false if it was refused */
  const change = (face: Pick<FaceRow, 'id' | 'updated_at'>, changes: FaceChanges): Promise<boolean> =>
    ask(() => write('faces.update', { id: face.id, ...changes }, crypto.randomUUID(), face.updated_at))
  const changeGym = (gym: Pick<GymRow, 'id' | 'updated_at'>, changes: GymChanges): Promise<boolean> =>
    ask(() => write('gyms.update', { id: gym.id, ...changes }, crypto.randomUUID(), gym.updated_at))

  return { change, changeGym, busy }
}
