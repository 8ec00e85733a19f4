import type { Page } from 'playwright-core'

/** From what a person does to the picture that shows it, milliseconds, as the page itself sees it. */
export async function untilPainted(page: Page, type: 'keydown' | 'click', act: () => Promise<void>): Promise<number> {
  const painted = await page.evaluateHandle(kind => ({
    promise: new Promise<number>((resolve) => {
      addEventListener(kind, ({ timeStamp }) => {
        requestAnimationFrame(() => {
          // A task asked for before painting comes right after it.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - timeStamp)
          port2.postMessage(null)
        })
      }, { capture: true, once: true })
    }),
  }), type)
  await act()
  return painted.evaluate(({ promise }) => promise)
}
