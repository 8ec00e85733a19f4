import { storeToRefs } from 'pinia'
import { shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useClimbSteps } from '../climbs/card/useClimbSteps'
import { usePalette } from '../frame/paletteStore'
import { useShortcutKeys, useShortcuts } from '../frame/useShortcuts'

/** The keys that work on every page. */
export function useAppShortcuts() {
  const route = useRoute()
  const router = useRouter()
  const { next, previous } = useClimbSteps()
  const { isOpen } = storeToRefs(usePalette())
  const helpOpen = shallowRef(false)
  const isAmongClimbs = (): boolean => route.name === 'climb' || route.name === 'climbs'

  useShortcuts([
    { label: 'app.keys.new', keys: ['n'], perform: () => void router.push('/ouvrir') },
    { label: 'app.keys.next', keys: ['j', 'ArrowRight'], enabled: isAmongClimbs, perform: next },
    { label: 'app.keys.previous', keys: ['k', 'ArrowLeft'], enabled: () => route.name === 'climb', perform: previous },
    {
      label: 'app.keys.back',
      keys: ['Escape'],
      enabled: () => route.path !== '/',
      perform: () => void router.push({ path: '/', query: route.query }),
    },
    {
      label: 'pages.palette.key',
      keys: ['mod+k'],
      perform: () => {
        isOpen.value = true
      },
    },
    {
      label: 'app.keys.help',
      keys: ['?'],
      perform: () => {
        helpOpen.value = true
      },
    },
  ])
  useShortcutKeys()
  return { helpOpen }
}
