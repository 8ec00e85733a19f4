import type { DrawTool } from '../wall/marks/sketch'
import type { IconName } from '../ui/icons'

export const markIcons: Record<DrawTool, IconName> = { choose: 'pointer', zone: 'zone', arrow: 'pointTo', pin: 'pin' }
