import { KEY, LIGHT_CHANNELS, SKY } from './light'

/** The picture while it is being lit: linear light, three numbers a pixel. */
export interface Canvas {
  width: number
  height: number
  colour: Float32Array
  /** The light map at the picture's size. */
  light: Uint8Array
  /** The strength of the lamp's light: about 1, more near its middle. */
  glow: (x: number, y: number) => number
}

const TO_LINEAR = Float32Array.from({ length: 256 }, (_, i) => (i / 255) ** 2.2)
const STEPS = 4096
const BRIGHTEST = 2
const TO_BYTE = Uint8Array.from({ length: STEPS }, (_, i) => Math.round(255 * shoulder((i / STEPS) * BRIGHTEST) ** (1 / 2.2)))

/** The bare wall, lit: its colour times what lamp and sky send there. */
export function createCanvas(width: number, height: number, bytes: Uint8Array, light: Uint8Array): Canvas {
  const colour = new Float32Array(bytes.length)
  const across = Float32Array.from({ length: width }, (_, x) => Math.exp(-(((x / width - 0.42) / 0.62) ** 2)))
  const down = Float32Array.from({ length: height }, (_, y) => Math.exp(-(((y / height - 0.34) / 0.6) ** 2)))
  const glow: Canvas['glow'] = (x, y) => 0.66 + 0.5 * (across[x] ?? 0) * (down[y] ?? 0)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const at = LIGHT_CHANNELS * (y * width + x)
      const lamp = ((light[at] ?? 0) / 255) * glow(x, y)
      const sky = (light[at + 1] ?? 0) / 255
      colour[i] = (TO_LINEAR[bytes[i] ?? 0] ?? 0) * (KEY[0] * lamp + SKY[0] * sky)
      colour[i + 1] = (TO_LINEAR[bytes[i + 1] ?? 0] ?? 0) * (KEY[1] * lamp + SKY[1] * sky)
      colour[i + 2] = (TO_LINEAR[bytes[i + 2] ?? 0] ?? 0) * (KEY[2] * lamp + SKY[2] * sky)
    }
  }
  return { width, height, colour, light, glow }
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
