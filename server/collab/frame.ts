const BINARY = 0x82
/** From these lengths on it takes two bytes more, or eight. */
const [MEDIUM, LONG] = [126, 65_536]

/**
 * A binary message as a WebSocket sends it to a client (RFC 6455, 5.2): one piece, not masked, not
 * compressed. `ws` would make a head for each receiver and write it apart from the message.
 */
export function frameOf(message: Uint8Array): Buffer {
  const { length } = message
  const head = length < MEDIUM ? 2 : length < LONG ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = BINARY
  frame[1] = head === 2 ? length : head === 4 ? MEDIUM : MEDIUM + 1
  if (head === 4) frame.writeUInt16BE(length, 2)
  if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2)
  frame.set(message, head)
  return frame
}
