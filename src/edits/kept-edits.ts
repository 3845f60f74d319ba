import { crc32 } from './crc32'
import { limits } from './limits'

/** A reader's edit of an example. */
export interface Kept {
  readonly code: string
  /** `originalHash` of the program that was edited. */
  readonly of: string
}

/** What the storage holds of an example. `raw` is its text as it stands there, to be compared before it is replaced. */
export type Stored =
  | { readonly kind: 'none'; readonly raw: null }
  | { readonly kind: 'kept'; readonly raw: string; readonly kept: Kept }
  /** Broken, or written by a later version of the site: left alone until the reader decides. */
  | { readonly kind: 'unreadable'; readonly raw: string }

/** `conflict`: something else stands there by now, and was left. `refused`: the browser does not store it. */
export type Writing = { readonly kind: 'written'; readonly raw: string | null } | { readonly kind: Failure }
export type Failure = 'conflict' | 'refused' | 'too-long'

/** An event at the window: in this tab something was kept that was not, or is kept no more. */
export const KEPT_CHANGED = 'playground:kept'

/** Version, time in milliseconds, hash of the original; then the program as it is. */
const FORMAT = /^v1 (\d{1,15}) ([0-9a-f]{8})\n([\s\S]*)$/

/**
 * The edits that are kept in the browser, one under each key that begins with the prefix. Nothing here throws, whatever
 * the storage holds or refuses.
 */
export class KeptEdits {
  constructor(
    private readonly storage: Storage | null,
    private readonly prefix: string,
    private readonly now: () => number = Date.now,
    /** Called when something is kept that was not, or is kept no more. */
    private readonly onChange: () => void = () => {},
  ) {}

  read(key: string): Stored {
    let raw: string | null = null
    try {
      raw = this.storage?.getItem(key) ?? null
    } catch {
      // Refused: then nothing is kept.
    }
    return parse(raw)
  }

  /** Keep an edit, if what stands there is still `before`. The oldest others go when there are too many. */
  write(key: string, { code, of }: Kept, before: string | null): Writing {
    if (code.length > limits.keptCodeChars) return { kind: 'too-long' }
    if (this.read(key).raw !== before) return { kind: 'conflict' }
    const raw = `v1 ${this.now()} ${of}\n${code}`
    try {
      if (this.storage === null) return { kind: 'refused' }
      this.#makeRoom(key, raw.length)
      this.storage.setItem(key, raw)
      if (before === null) this.onChange()
      return { kind: 'written', raw }
    } catch {
      return { kind: 'refused' }
    }
  }

  /** Keep nothing any more, if what stands there is still `before`. */
  remove(key: string, before: string | null): Writing {
    if (this.read(key).raw !== before) return { kind: 'conflict' }
    try {
      this.storage?.removeItem(key)
      if (before !== null) this.onChange()
      return { kind: 'written', raw: null }
    } catch {
      return { kind: 'refused' }
    }
  }

  /** Put back what stood there once; null was nothing. */
  restore(key: string, raw: string | null): void {
    try {
      if (raw === null) this.storage?.removeItem(key)
      else this.storage?.setItem(key, raw)
      this.onChange()
    } catch {
      // Refused: who reads it next will see.
    }
  }

  /** The keys of all that is kept. */
  keys(): string[] {
    try {
      const { storage } = this
      const names = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '')
      return names.filter((name) => name.startsWith(this.prefix))
    } catch {
      return []
    }
  }

  #makeRoom(key: string, length: number): void {
    const others = this.keys()
      .filter((other) => other !== key)
      .map((other) => ({ other, raw: this.read(other).raw ?? '' }))
      .sort((a, b) => timeOf(a.raw) - timeOf(b.raw))
    let chars = others.reduce((sum, { raw }) => sum + raw.length, length)
    while (others.length >= limits.keptEdits || chars > limits.keptChars) {
      const oldest = others.shift()
      if (oldest === undefined) return
      chars -= oldest.raw.length
      this.storage?.removeItem(oldest.other)
    }
  }
}

/** Tells whether an original is the one that was edited. Eight hexadecimal digits. */
export function originalHash(code: string): string {
  return crc32(new TextEncoder().encode(code)).toString(16).padStart(8, '0')
}

export function parse(raw: string | null): Stored {
  if (raw === null) return { kind: 'none', raw }
  const found = raw.length <= limits.keptCodeChars + 100 ? FORMAT.exec(raw) : null
  if (found === null) return { kind: 'unreadable', raw }
  const [, , of = '', code = ''] = found
  return code.length > limits.keptCodeChars ? { kind: 'unreadable', raw } : { kind: 'kept', raw, kept: { code, of } }
}

/** What cannot be read is older than everything else. */
function timeOf(raw: string): number {
  return Number(FORMAT.exec(raw)?.[1] ?? 0)
}
