/** The answer is larger than anything that Stokt may send. */
export class TooLarge extends Error {}

/** Reads a body up to so many bytes. @throws TooLarge, or whatever ended the connection */
export async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader()
  if (!reader) return new Uint8Array()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks, size)
    size += value.length
    if (size > maxBytes) {
      await reader.cancel()
      throw new TooLarge()
    }
    chunks.push(value)
  }
}
