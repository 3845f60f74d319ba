import { inPlace } from './words.mjs'

/** Writes the words of the page's language into the calls of `translate`. */
export default function wordsInPlace(source) {
  return inPlace(source, this.getOptions().translations)
}
