import { shallowRef, watch, type Ref } from 'vue'
import { useApi } from '../../api/useApi'
import { isLocalId } from '../../offline/outbox/item'
import { useSource } from '../../sources/sourceStore'
import { useFaces } from '../../wall/facesStore'

/**
 * [SHARE-5] A link may lead to a climb on another wall than the one that was open last: then that wall is opened. Where
 * there is one wall nothing is asked.
 */
export function useClimbElsewhere(id: Readonly<Ref<string | null>>, isMissing: Readonly<Ref<boolean>>) {
  const { call } = useApi()
  const faces = useFaces()
  const source = useSource()
  const isAsking = shallowRef(false)
  watch([id, isMissing], async () => {
    const asked = id.value
    if (asked === null || !isMissing.value || isLocalId(asked) || faces.all.length < 2 || source.isStokt) return
    isAsking.value = true
    const climb = await call('climbs.get', { id: asked }).catch(() => null)
    if (id.value !== asked) return
    isAsking.value = false
    if (climb && climb.face_id !== faces.currentId) faces.choose(climb.face_id)
  }, { immediate: true })
  return { isAsking }
}
