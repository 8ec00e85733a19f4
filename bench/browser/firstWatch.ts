// Runs in the page before anything of it: looks at each frame for what is there.

/** Milliseconds since the address was asked for; what is not there yet is missing. */
export interface Watched {
  smallPhoto?: number
  list?: number
  wall?: number
  tasks: { end: number; duration: number }[]
}

/** Wider than the small photo. */
const SHARP_PX = 480
const isThere = {
  smallPhoto: () => [...document.images].some(image => image.src.includes('/static/') && image.complete && image.naturalWidth > 0),
  list: () => document.querySelector('[aria-setsize]') !== null,
  wall: () => (document.querySelector('canvas')?.width ?? 0) > SHARP_PX,
}

export const watched: Watched = { tasks: [] }

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) watched.tasks.push({ end: startTime + duration, duration })
}).observe({ type: 'longtask', buffered: true })

function look(): void {
  for (const key of ['smallPhoto', 'list', 'wall'] as const) {
    if (watched[key] === undefined && isThere[key]()) watched[key] = performance.now()
  }
  if (watched.wall === undefined) requestAnimationFrame(look)
}
requestAnimationFrame(look)
