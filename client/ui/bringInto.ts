/** A finger needs so much of a tall part in sight. */
const ENOUGH_PX = 44

/** Scrolls the lists around a part of the page to it, and says whether it then stands within what cuts it off. */
export function bringInto(frame: Element, part: Element): boolean {
  part.scrollIntoView({ block: 'nearest' })
  const [room, { top, height }] = [frame.getBoundingClientRect(), part.getBoundingClientRect()]
  return top >= room.top - 1 && top + Math.min(height, ENOUGH_PX) <= room.bottom + 1
}
