/** Numbers from 0 up to 1 that a seed decides (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Runs with the seed FAULT_SEED, or one of its own, which is told if it fails. */
export async function fromSeed<T>(run: (random: () => number) => Promise<T>): Promise<T> {
  const seed = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 2 ** 31))
  try {
    return await run(randomFrom(seed))
  } catch (cause) {
    throw new Error(`with FAULT_SEED=${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
