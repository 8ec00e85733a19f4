/** A browser that does not tell when it paints starts the program after this. */
const UNTOLD_MS = 500
let hasStarted = false

/**
 * The program starts when the first frame is on the screen: reading it takes a slow phone a second.
 * Its files are read one after the other, so that a touch is answered in between.
 */
async function start(): Promise<void> {
  if (hasStarted) return
  hasStarted = true
  for (const { href } of document.querySelectorAll<HTMLLinkElement>('link[data-program]')) {
    await import(/* @vite-ignore */ href)
    await new Promise(resolve => setTimeout(resolve))
  }
}

// A page that nobody sees is never painted.
if (document.visibilityState === 'hidden') void start()
else {
  new PerformanceObserver(() => void start()).observe({ type: 'paint', buffered: true })
  setTimeout(() => void start(), UNTOLD_MS)
}

export {}
