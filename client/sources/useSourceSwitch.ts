import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useSession } from '../account/sessionStore'
import { useFaces } from '../wall/facesStore'
import { useSource } from './sourceStore'

/** A climb has another id in the other source: the list opens instead. Once in a visit it is asked whether an account is linked. */
export function useSourceSwitch(): void {
  const route = useRoute()
  const router = useRouter()
  const source = useSource()
  const session = useSession()
  const faces = useFaces()

  watch(() => source.current, () => {
    if (route.name === 'climb') void router.push('/')
  })
  watch(() => (session.ready && faces.current?.stokt_id ? session.user?.id : undefined), (id) => {
    if (id !== undefined) void source.askLink()
  }, { immediate: true })
}
