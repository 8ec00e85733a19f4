import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useClimbs } from '../stores/climbs'
import { useFaces } from '../stores/faces'
import { ApiError } from '../wire/api'
import { inputOf, patchOf } from './draft'
import { useDraft } from './useDraft'
import { useLoginGate } from './useLoginGate'
import { useToasts } from './useToasts'

/** Publishes the draft, or the change of a climb; the draft goes only once the server has it. */
export function usePublish() {
  const { t } = useI18n()
  const router = useRouter()
  const climbs = useClimbs()
  const faces = useFaces()
  const draft = useDraft()
  const gate = useLoginGate()
  const toasts = useToasts()
  const busy = shallowRef(false)
  const failed = shallowRef('')

  async function send(faceId: string): Promise<string> {
    const { original } = draft
    if (!original) return (await climbs.create(inputOf(draft.draft, faceId))).id
    const patch = patchOf(draft.draft, original.draft)
    if (Object.keys(patch).length > 0) await climbs.update(original.id, patch)
    return original.id
  }

  async function publish(): Promise<void> {
    failed.value = ''
    if (faces.currentId === null || draft.missing.length > 0 || !(await gate.pass())) return
    busy.value = true
    try {
      const name = draft.fields.name.trim()
      const id = await send(faces.currentId)
      toasts.show({ text: t(draft.original ? 'set.changed' : 'set.published', { name }) })
      draft.discard()
      await router.push(`/bloc/${id}`)
    } catch (failure) {
      failed.value = reason(failure)
    } finally {
      busy.value = false
    }
  }

  function reason(failure: unknown): string {
    if (!(failure instanceof ApiError)) return t('app.failed')
    if (failure.code === 'offline') return t('set.offline')
    return failure.detail === '' ? t('app.failed') : failure.detail
  }

  return { publish, busy, failed }
}
