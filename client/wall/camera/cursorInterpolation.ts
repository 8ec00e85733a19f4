import type { Point } from '../../../shared/rules/polygon'
import type { Peer } from '../canvas/scene'

/** News of a pointer come some 15 times a second; in between it runs on towards where it was last seen. */
const TIME_CONSTANT_MS = 60
const ARRIVED_PX = 0.5

export interface CursorInterpolation {
  aim(peers: readonly Peer[]): void
  /** Moves all pointers by the time gone; true while one is still on its way. */
  step(ms: number): boolean
  at(id: string): Point | null
}

export function createCursorInterpolation(still: () => boolean): CursorInterpolation {
  const pointers = new Map<string, { now: Point; goal: Point }>()

  return {
    aim(peers) {
      const pointing = new Map(peers.filter(peer => peer.point).map(peer => [peer.id, peer.point]))
      for (const id of pointers.keys()) if (!pointing.has(id)) pointers.delete(id)
      for (const [id, point] of pointing) {
        if (!point) continue
        const goal = { x: point[0], y: point[1] }
        pointers.set(id, { now: pointers.get(id)?.now ?? goal, goal })
      }
    },
    step(ms) {
      const part = still() ? 1 : 1 - Math.exp(-ms / TIME_CONSTANT_MS)
      let moving = false
      for (const pointer of pointers.values()) {
        const dx = pointer.goal.x - pointer.now.x
        const dy = pointer.goal.y - pointer.now.y
        const near = Math.hypot(dx, dy) < ARRIVED_PX
        pointer.now = near ? pointer.goal : { x: pointer.now.x + dx * part, y: pointer.now.y + dy * part }
        moving ||= !near && part < 1
      }
      return moving
    },
    at: id => pointers.get(id)?.now ?? null,
  }
}
