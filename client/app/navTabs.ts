import type { IconName } from '../ui/icons'

export interface NavTab {
  name: 'wall' | 'climbs' | 'set' | 'holds' | 'me'
  icon: IconName
  to: string
}

export const navTabs: readonly NavTab[] = [
  { name: 'wall', icon: 'wall', to: '/' },
  { name: 'climbs', icon: 'list', to: '/' },
  { name: 'set', icon: 'plus', to: '/ouvrir' },
  { name: 'holds', icon: 'hold', to: '/prises' },
  { name: 'me', icon: 'user', to: '/moi' },
]
