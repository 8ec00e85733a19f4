import { Busboy, type BusboyInstance } from '@fastify/busboy'
import type { Request } from 'express'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'

const noFile = () => new Refusal('invalid', {}, { issues: [{ path: 'file', message: 'multipart' }] })

function multipart(headers: Request['headers'], fileSize: number): BusboyInstance {
  const type = headers['content-type']
  if (!type?.startsWith('multipart/form-data')) throw noFile()
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': type },
      limits: { files: 1, fileSize, fields: 10, parts: 11, fieldSize: 1000 },
    })
  } catch {
    throw noFile()
  }
}

/** The bytes of the one field `file` of a multipart body. @throws Refusal `invalid`, `too_large` */
export function readUpload(request: Request, maxBytes: number = limits.avatarBytes): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parser = multipart(request.headers, maxBytes)
    let bytes: Buffer | null = null
    const fail = (refusal: Refusal) => {
      request.unpipe(parser)
      // The rest of the body is read and dropped, so that a caller who is still sending gets the answer.
      request.resume()
      reject(refusal)
    }
    parser.on('file', (field, stream) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('limit', () => fail(new Refusal('too_large')))
      stream.on('error', () => fail(noFile()))
      stream.on('end', () => {
        if (field === 'file') bytes = Buffer.concat(parts)
      })
    })
    parser.on('finish', () => (bytes === null ? reject(noFile()) : resolve(bytes)))
    parser.on('error', () => fail(noFile()))
    request.on('aborted', () => fail(noFile()))
    request.pipe(parser)
  })
}
