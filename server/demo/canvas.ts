/** The picture while it is being lit: linear light, three numbers a pixel. */
export interface Canvas {
  width: number
  height: number
  colour: Float32Array
  /** Full size twin of the light map: lamp and sky, two bytes a pixel. */
  light: Uint8Array
  /** The lamp's pool of light: about 1, more near its middle. */
  glow: (x: number, y: number) => number
}

const TO_LINEAR = Float32Array.from({ length: 256 }, (_, i) => (i / 255) ** 2.2)
const STEPS = 4096
const BRIGHTEST = 2
const TO_BYTE = Uint8Array.from({ length: STEPS }, (_, i) => Math.round(255 * shoulder((i / STEPS) * BRIGHTEST) ** (1 / 2.2)))

export function createCanvas(width: number, height: number, bytes: Uint8Array, light: Uint8Array): Canvas {
  const colour = new Float32Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) colour[i] = TO_LINEAR[bytes[i] ?? 0] ?? 0
  const across = Float32Array.from({ length: width }, (_, x) => Math.exp(-(((x / width - 0.42) / 0.62) ** 2)))
  const down = Float32Array.from({ length: height }, (_, y) => Math.exp(-(((y / height - 0.34) / 0.6) ** 2)))
  return { width, height, colour, light, glow: (x, y) => 0.66 + 0.5 * (across[x] ?? 0) * (down[y] ?? 0) }
}

export function toBytes({ colour }: Canvas): Uint8Array {
  const bytes = new Uint8Array(colour.length)
  for (let i = 0; i < colour.length; i++) bytes[i] = TO_BYTE[Math.min(STEPS - 1, ((colour[i] ?? 0) * STEPS / BRIGHTEST) | 0)] ?? 0
  return bytes
}

/** Straight up to 0.6, then bending so that bright colours keep their tint. */
function shoulder(value: number): number {
  return value < 0.6 ? value : 0.6 + 0.4 * (1 - Math.exp((0.6 - value) / 0.4))
}
