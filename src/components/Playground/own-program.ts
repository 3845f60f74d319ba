import { type Failure, type KeptEdits, originalHash, type Stored } from '../../edits/kept-edits'

/** Why a link's program could not be shown. */
export type LinkTrouble = 'damaged' | 'newer' | 'oversized'

export interface ProgramState {
  /** What stands in the editor. */
  readonly code: string
  /** A link brought this program, and the reader has not made it theirs; or it could not be read. */
  readonly link: null | 'shown' | LinkTrouble
  /**
   * What the browser's storage holds of this example: nothing; what is shown (`same`, or `changed` when it was made
   * from another original than today's); an edit that is not what is shown; or something that cannot be read. In the
   * last two cases nothing is kept until the reader has decided.
   */
  readonly stored: 'none' | 'same' | 'changed' | 'other' | 'unreadable'
  /** Why the last change is not kept. */
  readonly unkept: Exclude<Failure, 'conflict'> | null
}

interface Options {
  readonly original: string
  readonly key: string
  readonly edits: KeptEdits
  /** Puts a program into the editor, if there is one, in one step, which the reader can undo. */
  readonly replace: (code: string) => void
}

/** Changes are kept when the reader has paused for so long, or leaves. */
const PAUSE_MS = 400

/**
 * The reader's version of an example's program, as a store that React reads: where it came from (the page, the
 * browser's storage, a link, another tab), and whether it is kept. Of two programs that are both the reader's, none is
 * ever overwritten by the other unless the reader says so.
 */
export class OwnProgram {
  #state: ProgramState
  /** The storage as this program last saw it. */
  #raw: string | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  /** The change that the editor reports is this program's own. */
  #showing = false
  readonly #of: string
  readonly #listeners = new Set<() => void>()

  constructor(private readonly options: Options) {
    this.#of = originalHash(options.original)
    this.#state = { code: options.original, link: null, stored: 'none', unkept: null }
    const stored = this.#look()
    if (stored.kind === 'unreadable') this.#state = { ...this.#state, stored: 'unreadable' }
    else if (stored.kind === 'kept') this.#state = { ...this.#state, stored: 'other' }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): ProgramState => this.#state

  /** Whether changes are kept, as far as the browser lets them. */
  get keeping(): boolean {
    return this.#state.stored !== 'other' && this.#state.stored !== 'unreadable'
  }

  /** The reader has typed, or undone. */
  change(code: string): void {
    if (this.#showing || code === this.#state.code) return
    const link = this.#state.link === 'shown' && this.keeping ? null : this.#state.link
    this.#set({ code, link })
    if (!this.keeping) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.flush(), PAUSE_MS)
  }

  /** Show a program that a link brought. What the reader has typed is kept before. */
  openLink(linked: string): void {
    this.flush()
    const code = withLines(linked)
    const mine = this.#state.stored === 'same' || this.#state.stored === 'changed'
    if (code === this.#state.code && (mine || code === this.options.original)) {
      this.#set({ link: null })
    } else {
      this.#set({ link: 'shown', ...(mine ? { stored: 'other' } : {}) })
      this.#show(code)
    }
  }

  linkFailed(reason: LinkTrouble): void {
    this.#set({ link: reason })
  }

  /** Show what is kept, if it can be read. */
  showKept(): void {
    const stored = this.#look()
    if (stored.kind === 'kept') {
      this.#set({ stored: stored.kept.of === this.#of ? 'same' : 'changed', link: null, unkept: null })
      this.#show(withLines(stored.kept.code))
    } else {
      this.#set({ stored: stored.kind })
    }
  }

  /** Keep what is shown in the place of what is kept. The result takes that back. */
  keepShown(): () => void {
    const { stored, link } = this.#state
    const { raw } = this.#look()
    this.#set({ stored: 'same', link: null })
    this.#save()
    return () => {
      this.options.edits.restore(this.options.key, raw)
      this.#look()
      this.#set({ stored, link })
    }
  }

  /** The original has changed since: go on with the edit as one of today's original. */
  keepDespiteChange(): void {
    this.#set({ stored: 'same' })
    this.#save()
  }

  /** Back to the original. Another program that is kept stays so. */
  reset(): void {
    this.#set({ link: null })
    this.#show(this.options.original)
    if (this.keeping) this.#save()
  }

  /** Show `code` as if the reader had typed it: to take something back. */
  put(code: string): void {
    this.#show(code)
    if (this.keeping) this.#save()
  }

  dismissLink(): void {
    this.#set({ link: null })
  }

  /** Another tab has changed what is kept. */
  storageChanged(): void {
    const before = this.#raw
    const stored = this.#look()
    if (stored.raw === before) return
    if (stored.kind === 'none') this.#set({ stored: 'none' })
    else if (stored.kind === 'unreadable') this.#set({ stored: 'unreadable' })
    else if (withLines(stored.kept.code) !== this.#state.code) this.#set({ stored: 'other' })
    else this.#set({ stored: stored.kept.of === this.#of ? 'same' : 'changed' })
  }

  /** What is kept, as it stands in the storage, for who wants to save it as a file. */
  keptText(): string {
    const stored = this.#look()
    return stored.kind === 'kept' ? stored.kept.code : (stored.raw ?? '')
  }

  /** Keep now what waits to be kept. */
  flush(): void {
    if (this.#timer === null) return
    clearTimeout(this.#timer)
    this.#timer = null
    if (this.keeping) this.#save()
  }

  #look(): Stored {
    const stored = this.options.edits.read(this.options.key)
    this.#raw = stored.raw
    return stored
  }

  #show(code: string): void {
    this.#showing = true
    this.options.replace(code)
    this.#showing = false
    this.#set({ code })
  }

  #save(): void {
    const { edits, key, original } = this.options
    const { code, stored } = this.#state
    // The original is nothing to be kept.
    const asIs = code === original
    const of = stored === 'changed' ? (ofRaw(edits.read(key)) ?? this.#of) : this.#of
    const result = asIs ? edits.remove(key, this.#raw) : edits.write(key, { code, of }, this.#raw)
    if (result.kind === 'written') {
      this.#raw = result.raw
      this.#set({ stored: asIs ? 'none' : stored === 'changed' ? 'changed' : 'same', unkept: null })
    } else if (result.kind === 'conflict') {
      this.storageChanged()
      // What stood there is gone: nothing to be overwritten.
      if (this.#state.stored === 'none' && !asIs) this.#save()
    } else {
      this.#set({ unkept: result.kind })
    }
  }

  #set(change: Partial<ProgramState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

function ofRaw(stored: Stored): string | null {
  return stored.kind === 'kept' ? stored.kept.of : null
}

/**
 * A program with the line ends that the editor gives it. With others the editor would report another program than it was
 * shown, as if the reader had typed it, and a link's program would be kept as theirs.
 */
function withLines(code: string): string {
  return code.replace(/\r\n?/g, '\n')
}
