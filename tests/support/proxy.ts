import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Proxy {
  url: string
  /** Every connection breaks and no new one gets through. */
  cut: () => void
  /** Everything that is sent stays where it is, and nothing breaks. */
  hold: () => void
  /** A cut or held connection goes on. */
  mend: () => void
  /** New connections go to another server. */
  aim: (target: string) => void
  close: () => Promise<void>
}

/** The network between a browser and a server, which a test can break. */
export async function startProxy(target: string): Promise<Proxy> {
  let port = Number(new URL(target).port)
  const open = new Set<Socket>()
  let isCut = false
  let isHeld = false
  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    for (const [one, other] of [[near, far], [far, near]] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
    // Piping sets a socket going.
    if (isHeld) for (const one of [near, far]) one.pause()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const breakAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true
      breakAll()
    },
    hold: () => {
      isHeld = true
      for (const socket of open) socket.pause()
    },
    mend: () => {
      isCut = isHeld = false
      for (const socket of open) socket.resume()
    },
    aim: (other) => {
      port = Number(new URL(other).port)
    },
    close: () => new Promise(resolve => {
      server.close(() => resolve())
      breakAll()
    }),
  }
}
