import { backoffMs } from '../../shared/rules/backoff'

const RETRY = { firstMs: 1000, longestMs: 15_000 }
const TRIES = 20

/** The loader of parts asks for each style once. One that the network lost is asked for again with growing delays. */
export function fetchStylesAgain(): void {
  const failures = new Map<string, number>()
  addEventListener('error', ({ target }) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return
    const failed = failures.get(target.href) ?? 0
    failures.set(target.href, failed + 1)
    if (failed < TRIES) setTimeout(() => target.replaceWith(target.cloneNode()), backoffMs(failed, RETRY))
  }, { capture: true })
}
