import { limits } from './limits'

/**
 * The hash of a link to an example: `#<id>` goes to it, `#<id>~v1.<data>` brings an edited program along, and
 * `#<id>~v1.<data>~<step>` a place in its run. Whatever else follows is of a later time and ignored. This module is in
 * every page; what reads the data is in `link-code.ts`, which is loaded for a link that has some.
 */
export interface LinkHash {
  readonly id: string
  readonly program: LinkedData | null
}

/** The program of a link, packed, or why there is no reading it. */
export type LinkedData =
  | { readonly kind: 'data'; readonly data: string; readonly step: number | null }
  | { readonly kind: 'unreadable'; readonly reason: 'damaged' | 'newer' | 'oversized' }

/** An example's id: the same letters as in the grammar of the fences. */
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const STEP = /^(?:0|[1-9]\d{0,6})$/
/** Where an id is looked for in a hash that is too long to be read. */
const ID_CHARS = 200

/**
 * Reads `location.hash`. Null for a hash that is no link to an example: empty, or a heading's. Never throws, whatever
 * stands there; what was meant to be a program and is none comes back as unreadable.
 */
export function readHash(hash: string): LinkHash | null {
  const oversized = hash.length > limits.hashChars
  const text = decodeEscapes(hash.slice(1, oversized ? ID_CHARS : undefined))
  const [id = '', program, step] = text.split('~')
  if (!ID.test(id)) return null
  if (program === undefined) return { id, program: null }
  if (oversized) return { id, program: { kind: 'unreadable', reason: 'oversized' } }
  const versioned = /^v(\d{1,4})\.(.*)$/s.exec(program)
  if (versioned) {
    const [, version, data = ''] = versioned
    if (version !== '1') return { id, program: { kind: 'unreadable', reason: version === '0' ? 'damaged' : 'newer' } }
    return { id, program: { kind: 'data', data, step: step !== undefined && STEP.test(step) ? Number(step) : null } }
  }
  // What begins as a program does, and goes no further, was cut off. Anything else is a part of a later time.
  const cutOff = program === '' || /^v\d*$/.test(program)
  return { id, program: cutOff ? { kind: 'unreadable', reason: 'damaged' } : null }
}

/** Writes what `readHash` reads. */
export function writeHash(id: string, data: string | null = null, step: number | null = null): string {
  return `#${id}${data === null ? '' : `~v1.${data}`}${data === null || step === null ? '' : `~${step}`}`
}

/** Messengers write `~` and `.` as `%7E` and `%2E`. What does not decode stays as it is, and is found damaged later. */
function decodeEscapes(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
