import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, Response } from 'express'

const ENCODINGS = ['br', 'gzip', 'identity'] as const
type Encoding = (typeof ENCODINGS)[number]
/** This level of 11 is three times as quick as the best and makes files a tenth larger. */
const BROTLI_QUALITY = 5

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)]

/** An answer that many get is compressed once for each encoding, not for each request. */
export interface Packed {
  etag: string
  as: (encoding: Encoding) => Promise<Buffer>
}

/** Files that the build compressed already, better than there is time for here. */
export type Ready = Partial<Record<Encoding, Buffer>>

/** @param grow is called with the additional bytes each time it was compressed in another encoding */
export function pack(body: Buffer, grow: (bytes: number) => void = () => {}, ready: Ready = {}): Packed {
  const made = new Map<Encoding, Promise<Buffer>>([['identity', Promise.resolve(body)]])
  for (const encoding of ENCODINGS) if (ready[encoding]) made.set(encoding, Promise.resolve(ready[encoding]))
  const compress = async (encoding: Encoding) => {
    const packed = await (encoding === 'br'
      ? brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
      : zip(body))
    grow(packed.length)
    return packed
  }
  return {
    // The tag is the same on every node and for every encoding.
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    as(encoding) {
      const known = made.get(encoding) ?? compress(encoding)
      made.set(encoding, known)
      known.catch(() => made.delete(encoding))
      return known
    },
  }
}

/** The smallest accepted encoding: browsers name Brotli last and weigh all alike. */
const encodingFor = (request: Request): Encoding =>
  ENCODINGS.find(encoding => request.acceptsEncodings(encoding) === encoding) ?? 'identity'

/** The caller has set status and type. */
export async function sendPacked(request: Request, response: Response, packed: Packed): Promise<void> {
  response.set('ETag', packed.etag).vary('Accept-Encoding')
  if (request.fresh) {
    response.removeHeader('Content-Type')
    return void response.status(304).end()
  }
  const encoding = encodingFor(request)
  const body = await packed.as(encoding)
  if (encoding !== 'identity') response.set('Content-Encoding', encoding)
  response.send(body)
}
