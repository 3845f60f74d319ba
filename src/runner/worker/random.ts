import { codeAt, imul } from './primordials'

/** `Math.random` that gives the same numbers for the same seed: a 32-bit SplitMix, started from a hash of the text. */
export function createRandom(seed: string): () => number {
  let state = 0x811c9dc5
  for (let i = 0; i < seed.length; i++) state = imul(state ^ codeAt(seed, i), 0x01000193)
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}
