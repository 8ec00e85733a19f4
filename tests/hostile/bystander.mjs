import { Agent, request } from 'node:http'
import { parentPort } from 'node:worker_threads'

/**
 * Somebody who only looks on: asks for the walls every 50 ms, in a thread that the attack does not slow.
 * Says of each request when it was due, how long it took and whether it was answered well.
 */
const EVERY_MS = 50
const PATIENCE_MS = 60_000

const [url = '', from = ''] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress: from })

/** @returns {Promise<boolean>} */
const look = () => new Promise((resolve) => {
  const asking = request(`${url}/api/faces`, { agent, timeout: PATIENCE_MS }, (response) => {
    response.resume().on('end', () => resolve(response.statusCode === 200)).on('error', () => resolve(false))
  })
  asking.on('timeout', () => asking.destroy(new Error('no answer')))
  asking.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    // The server may close a connection at the moment when it is used again: every browser then asks once more.
    resolve(asking.reusedSocket && error.code === 'ECONNRESET' ? look() : false)
  })
  asking.end()
})

async function tick() {
  const at = Date.now()
  const started = performance.now()
  const isWell = await look()
  const ms = performance.now() - started
  parentPort?.postMessage({ at, ms, isWell })
  setTimeout(tick, Math.max(0, EVERY_MS - ms))
}

await tick()
