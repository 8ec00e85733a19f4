import type { Page } from 'playwright-core'

/** Opens a path as a link of the app does, without loading the app again, and waits until the page stands still. */
export const followPath = (page: Page, path: string): Promise<void> => page.evaluate(async (path) => {
  history.pushState(null, '', path)
  dispatchEvent(new PopStateEvent('popstate', { state: null }))
  const isBusy = () => document.querySelector('[aria-busy=true], .shapes') !== null
  for (let before = '', same = 0; same < 5 || isBusy();) {
    await new Promise(resolve => requestAnimationFrame(resolve))
    same = before === document.body.innerText ? same + 1 : 0
    before = document.body.innerText
  }
}, path)
