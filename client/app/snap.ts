import type { SheetHeight } from '../frame/bottomSheetStore'

const FLICK = 0.5
const TEXT = 16

/** The sheet's three heights in pixels, in the room between header and bar; a low one shows a title of that text. */
export function sheetPixels(room: number, text = TEXT): Record<SheetHeight, number> {
  const peek = Math.round(Math.min(50 + 2 * text, room * 0.4))
  return { peek, half: Math.round(Math.max(room * 0.5, peek + 60)), full: Math.round(room - 8) }
}

/** The height at which a sheet comes to rest when it is let go. A flick (pixels per ms, up is positive) goes one step further. */
export function snap(now: number, speed: number, pixels: Record<SheetHeight, number>): SheetHeight {
  const rests = (['peek', 'half', 'full'] as const).map(name => ({ name, at: pixels[name] }))
  if (speed > FLICK) return rests.find(rest => rest.at > now)?.name ?? 'full'
  if (speed < -FLICK) return rests.findLast(rest => rest.at < now)?.name ?? 'peek'
  return rests.reduce((best, rest) => (Math.abs(rest.at - now) < Math.abs(best.at - now) ? rest : best)).name
}
