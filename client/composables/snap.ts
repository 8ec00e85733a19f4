import type { SheetHeight } from './useSheet'

export const PEEK = 86
const FLICK = 0.5

/** The sheet's three heights in pixels, in the room between header and bar. */
export const sheetPixels = (room: number): Record<SheetHeight, number> => ({
  peek: PEEK,
  half: Math.round(Math.max(room * 0.5, PEEK + 60)),
  full: Math.round(room - 8),
})

/** Where a sheet let go comes to rest: a flick (pixels per ms, up is positive) goes one further. */
export function snap(now: number, speed: number, room: number): SheetHeight {
  const pixels = sheetPixels(room)
  const rests = (['peek', 'half', 'full'] as const).map(name => ({ name, at: pixels[name] }))
  if (speed > FLICK) return rests.find(rest => rest.at > now)?.name ?? 'full'
  if (speed < -FLICK) return rests.findLast(rest => rest.at < now)?.name ?? 'peek'
  return rests.reduce((best, rest) => (Math.abs(rest.at - now) < Math.abs(best.at - now) ? rest : best)).name
}
