import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useClimbs } from '../climbsStore'
import { WriteRefused, type Written } from '../../offline/outboxStore'
import { useFaces } from '../../wall/facesStore'
import { useApi } from '../../api/useApi'
import { inputOf, patchOf } from './draft'
import { useDraft } from './draftStore'
import { useLoginGate } from '../../account/login/loginGateStore'
import { useStoktLink } from '../../account/profile/stoktLinkStore'
import { useToasts } from '../../ui/toastsStore'

/** Publishes the draft, or the change of a climb; the draft goes once the server has it, or the outbox. */
export function usePublish() {
  const { call } = useApi()
  const { t } = useI18n()
  const router = useRouter()
  const climbs = useClimbs()
  const faces = useFaces()
  const draft = useDraft()
  const link = useStoktLink()
  const gate = useLoginGate()
  const toasts = useToasts()
  const busy = shallowRef(false)
  const failed = shallowRef('')

  const goesToStokt = (): boolean => Boolean(faces.current?.stokt_id) && link.isGood && link.wantsAlso

  async function send(faceId: string, isAnew: boolean): Promise<Written> {
    const { original } = draft
    if (!original || isAnew) return climbs.create({ ...inputOf(draft.draft, faceId), ...(goesToStokt() ? { on_stokt: true } : {}) })
    const patch = patchOf(draft.draft, original.draft)
    if (Object.keys(patch).length === 0) return { id: original.id, isWaiting: false }
    return climbs.update({ id: original.id, name: draft.fields.name.trim(), updated_at: original.updatedAt }, patch)
  }

  /** [SET-3] Somebody else saved first: what they changed is shown beside what was entered here. @returns whether that was the reason */
  async function meetOthers(failure: unknown): Promise<boolean> {
    const id = draft.original?.id
    if (!(failure instanceof WriteRefused) || failure.code !== 'stale' || id === undefined) return false
    const climb = await call('climbs.get', { id }).catch(() => null)
    if (climb) draft.meet(climb)
    return climb !== null
  }

  /** @param isAnew as a climb of its own, where the one that was being changed is gone */
  async function publish(isAnew = false): Promise<void> {
    failed.value = ''
    if (faces.currentId === null || draft.missing.length > 0 || (draft.undecided && !isAnew) || !(await gate.pass())) return
    busy.value = true
    try {
      const name = draft.fields.name.trim()
      const { id, isWaiting } = await send(faces.currentId, isAnew)
      toasts.show({ text: t(isWaiting ? 'outbox.kept' : draft.original && !isAnew ? 'set.changed' : 'set.published', { name }) })
      draft.discard()
      await router.push(`/bloc/${id}`)
    } catch (failure) {
      if (!(await meetOthers(failure)))
        failed.value = failure instanceof WriteRefused && failure.detail !== '' ? failure.detail : t('app.failed')
    } finally {
      busy.value = false
    }
  }

  return { publish, busy, failed }
}
