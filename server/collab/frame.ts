const BINARY = 0x82
/** The head takes two bytes more from the first length on, and eight from the second on. */
const [MEDIUM, LONG] = [126, 65_536]

/**
 * Frames a binary message as a WebSocket server sends it (RFC 6455, 5.2): in one piece, not masked, not compressed. One
 * frame serves all receivers; `ws` would make a head for each and write it apart from the message.
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
