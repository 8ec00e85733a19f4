import type { Server as HttpServer } from 'node:http'

/** Counts the requests that are being answered. @returns a promise that resolves when there is none, or when the time is over */
export function inFlight(http: HttpServer): (atMost: number) => Promise<void> {
  let running = 0
  let idle = () => {}
  http.on('request', (_request, response) => {
    running++
    response.once('close', () => {
      if (--running === 0) idle()
    })
  })
  return atMost => new Promise((resolve) => {
    if (running === 0) return resolve()
    const timer = setTimeout(resolve, atMost)
    idle = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}
