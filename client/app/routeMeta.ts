import 'vue-router'
import type { NavTab } from './navTabs'
import type { WallMode } from '../wall/canvas/scene'

declare module 'vue-router' {
  interface RouteMeta {
    navTab?: NavTab['name']
    /** The meaning of a tap on the wall on this page; by default the hold opens. */
    mode?: WallMode
    /** The page takes the whole screen, and the wall waits behind it. */
    fullscreen?: boolean
    /** A table that wants room beside the wall: on a desktop it takes that of the list. */
    broad?: boolean
    /** It is about oneself: where there is room it takes the whole screen, beside the ways to the others. */
    settings?: boolean
    /** Stokt has nothing for it. */
    onlyMastoc?: boolean
  }
}
