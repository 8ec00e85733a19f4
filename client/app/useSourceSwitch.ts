import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useSession } from '../account/sessionStore'
import { useStoktLink } from '../account/profile/stoktLinkStore'
import { useClimbs } from '../climbs/climbsStore'
import { useFaces } from '../wall/facesStore'
import { useSource } from '../sources/sourceStore'

/**
 * A climb that the other source does not have under this id closes, and the list opens. Once in a visit it is asked whether
 * an account is linked.
 */
export function useSourceSwitch(): void {
  const route = useRoute()
  const router = useRouter()
  const source = useSource()
  const link = useStoktLink()
  const session = useSession()
  const faces = useFaces()
  const climbs = useClimbs()

  watch(() => source.current, () => {
    if (route.name === 'climb' && !climbs.byId.has(String(route.params['id']))) void router.push('/')
  })
  watch(() => (session.ready && faces.current?.stokt_id ? session.user?.id : undefined), (id) => {
    if (id !== undefined) void link.askOnce()
  }, { immediate: true })
}
