/** Calls so often a second, for so many seconds or until it answers false. A call that is late is made up for. */
export async function pace(perSecond: number, seconds: number, call: (nth: number) => unknown): Promise<void> {
  const started = performance.now()
  const total = Math.round(perSecond * seconds)
  for (let nth = 0; nth < total; nth++) {
    const due = started + (nth * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => { setTimeout(resolve, wait) })
    if (performance.now() - started > seconds * 1000) return
    if (await call(nth) === false) return
  }
}
