import {
  type Coroutine,
  type EventLoop,
  Future,
  getRunningLoop,
  ownMethod,
  printable,
  RuntimeError,
  ValueError,
} from '../core.js'
import { ByteQueue } from './byte-queue.js'
import { checkBytes, concat, EMPTY, find, isBytes } from './bytes.js'
import { IncompleteReadError, LimitOverrunError } from './stream-errors.js'
import { tellRead } from './telling.js'
import type { ReadTransport } from './transports.js'

/** How much a reader buffers, in bytes; see `limit` of `openConnection`. */
export const DEFAULT_LIMIT = 2 ** 16

const NEWLINE = /* @__PURE__ */ new Uint8Array([10])

/** What `new StreamReader` takes. */
export interface StreamReaderOptions {
  /** A line may have so many bytes. Twice as many are buffered before the sender is held back. Default: 65536. */
  readonly limit?: number | undefined
  /** Default: the running loop. */
  readonly loop?: EventLoop | undefined
}

/**
 * Reads a stream of bytes: of a connection (`openConnection`, `startServer`), of a process, or what a program feeds it.
 * One task at a time may wait for data.
 *
 * Mirrors `StreamReader` in `Lib/asyncio/streams.py`. Differs: `async for line in reader` is a loop over `readline()` until
 * it gives no bytes; in native code `for await (const line of reader)` does it.
 *
 * @example
 * ```ts
 * for (let line = yield* reader.readline(); line.length > 0; line = yield* reader.readline()) {
 *   console.log(decode(line))
 * }
 * ```
 */
export class StreamReader {
  static {
    printable(StreamReader)
    for (const name of ['read', 'readline', 'readexactly', 'readuntil'] as const) {
      ownMethod(StreamReader.prototype, name, `StreamReader.${name}`)
    }
  }
  readonly #loop: EventLoop
  readonly #limit: number
  readonly #buffer = new ByteQueue()
  #eof = false
  #waiter: Future<void> | null = null
  #exception: Error | undefined
  #transport: ReadTransport | null = null
  /** The transport was told to read no more, since too much is buffered. */
  #paused = false

  constructor(options: StreamReaderOptions = {}) {
    const { limit = DEFAULT_LIMIT } = options
    if (!(limit > 0)) throw new ValueError('Limit cannot be <= 0')
    this.#limit = limit
    this.#loop = options.loop ?? getRunningLoop()
  }

  /** The error that ended the stream; undefined: none. */
  exception(): Error | undefined {
    return this.#exception
  }

  /** Ends the stream with an error: whoever reads gets it. */
  setException(error: Error): void {
    this.#exception = error
    const waiter = this.#waiter
    if (waiter === null) return
    this.#waiter = null
    if (!waiter.done()) waiter.setException(error)
  }

  /** Whom to hold back when too much is buffered. */
  setTransport(transport: ReadTransport): void {
    if (this.#transport !== null) throw new RuntimeError('Transport already set: a reader reads from one')
    this.#transport = transport
  }

  /** The stream ends here. */
  feedEof(): void {
    this.#eof = true
    this.#wake()
  }

  /** Whether the stream has ended and everything was read. */
  atEof(): boolean {
    return this.#eof && this.#buffer.length === 0
  }

  /** More bytes have come. */
  feedData(data: Uint8Array): void {
    checkBytes(data)
    if (this.#eof) throw new RuntimeError('feedData after feedEof: the stream has ended')
    if (data.length === 0) return
    this.#buffer.push(data)
    this.#wake()
    if (this.#transport === null || this.#paused || this.#buffer.length <= 2 * this.#limit) return
    this.#transport.pauseReading()
    this.#paused = true
  }

  /**
   * Up to `n` bytes, as soon as there are any; −1: all up to the end. None when the stream has ended.
   *
   * @throws what has ended the stream.
   */
  *read(n = -1): Coroutine<Uint8Array> {
    if (this.#exception !== undefined) throw this.#exception
    if (n === 0) return EMPTY
    if (n < 0) {
      const blocks: Uint8Array[] = []
      for (;;) {
        const block = yield* this.read(this.#limit)
        if (block.length === 0) return concat(blocks)
        blocks.push(block)
      }
    }
    if (this.#buffer.length === 0 && !this.#eof) yield* this.#wait('read')
    return this.#take(n)
  }

  /**
   * The next line, with its line feed; what is left, when the stream ends before one; no bytes at the end.
   *
   * @throws ValueError when a line is longer than the limit: it is dropped; what has ended the stream.
   */
  *readline(): Coroutine<Uint8Array> {
    try {
      return (yield* this.#upTo([NEWLINE], 1, 1)) ?? this.#takeAll()
    } catch (error) {
      if (!(error instanceof LimitOverrunError)) throw error
      const whole = this.#buffer.whole()
      if (whole[error.consumed] === NEWLINE[0]) this.#buffer.drop(error.consumed + 1)
      else this.#buffer.clear()
      this.#maybeResume()
      throw new ValueError(error.message)
    }
  }

  /**
   * Exactly `n` bytes.
   *
   * @throws IncompleteReadError when the stream ends before, with what there was; what has ended the stream.
   */
  *readexactly(n: number): Coroutine<Uint8Array> {
    if (!(n >= 0)) throw new ValueError('readexactly size can not be less than zero')
    if (this.#exception !== undefined) throw this.#exception
    if (n === 0) return EMPTY
    while (this.#buffer.length < n) {
      if (this.#eof) throw new IncompleteReadError(this.#takeAll(), n)
      yield* this.#wait('readexactly')
    }
    return this.#take(n)
  }

  /**
   * Everything up to a separator, with it. Of several separators the one that ends first counts.
   *
   * @throws IncompleteReadError when the stream ends before; LimitOverrunError when there are more bytes than the limit,
   *   which stay where they are; what has ended the stream.
   */
  *readuntil(separator: Uint8Array | readonly Uint8Array[] = NEWLINE): Coroutine<Uint8Array> {
    const separators = isBytes(separator) ? [separator] : [...separator].sort((a, b) => a.length - b.length)
    const shortest = separators[0]
    const longest = separators[separators.length - 1]
    if (shortest === undefined || longest === undefined) {
      throw new ValueError('Separator should contain at least one element')
    }
    for (const each of separators) checkBytes(each)
    if (shortest.length === 0) throw new ValueError('Separator should be at least one-byte string')
    const found = yield* this.#upTo(separators, shortest.length, longest.length)
    if (found === null) throw new IncompleteReadError(this.#takeAll())
    return found
  }

  /** The same for separators of these lengths; null: the stream ends before one, and what there was is still there. */
  *#upTo(separators: readonly Uint8Array[], shortest: number, longest: number): Coroutine<Uint8Array | null> {
    if (this.#exception !== undefined) throw this.#exception
    // Before this index no separator begins.
    let offset = 0
    let start = -1
    let end = -1
    for (;;) {
      const { length } = this.#buffer
      if (length - offset >= shortest) {
        const whole = this.#buffer.whole()
        for (const each of separators) {
          const found = find(whole, each, offset)
          if (found < 0 || (end >= 0 && found + each.length >= end)) continue
          start = found
          end = found + each.length
        }
        if (end >= 0) break
        offset = Math.max(0, length + 1 - longest)
        if (offset > this.#limit) {
          throw new LimitOverrunError('Separator is not found, and chunk exceed the limit', offset)
        }
      }
      // The last piece may have brought both a separator and the end: so this comes after looking.
      if (this.#eof) return null
      yield* this.#wait('readuntil')
    }
    if (start > this.#limit) {
      throw new LimitOverrunError('Separator is found, but chunk is longer than limit', start)
    }
    return this.#take(end)
  }

  /** For native code: `for await (const line of reader)`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      const line = await this.#loop.createTask(this.readline())
      if (line.length === 0) return
      yield line
    }
  }

  toString(): string {
    const info = ['StreamReader']
    if (this.#buffer.length > 0) info.push(`${this.#buffer.length} bytes`)
    if (this.#eof) info.push('eof')
    if (this.#limit !== DEFAULT_LIMIT) info.push(`limit=${this.#limit}`)
    if (this.#waiter !== null) info.push(`waiter=${this.#waiter}`)
    if (this.#exception !== undefined) info.push(`exception=${this.#exception}`)
    if (this.#transport !== null) info.push(`transport=${this.#transport}`)
    if (this.#paused) info.push('paused')
    return `<${info.join(' ')}>`
  }

  /** Whoever reads gets bytes that nobody else will change. */
  #take(most: number): Uint8Array {
    const taken = this.#buffer.take(most)
    this.#tellRead(taken)
    this.#maybeResume()
    return taken
  }

  #takeAll(): Uint8Array {
    const all = this.#buffer.whole()
    this.#buffer.clear()
    this.#tellRead(all)
    return all
  }

  #tellRead(taken: Uint8Array): void {
    if (this.#loop._trace !== null) tellRead(this.#loop, this.#transport?.getExtraInfo('socket'), taken)
  }

  #wake(): void {
    const waiter = this.#waiter
    if (waiter === null) return
    this.#waiter = null
    if (!waiter.done()) waiter.setResult(undefined)
  }

  #maybeResume(): void {
    if (!this.#paused || this.#buffer.length > this.#limit) return
    this.#paused = false
    this.#transport?.resumeReading()
  }

  *#wait(method: string): Coroutine<void> {
    if (this.#waiter !== null) {
      throw new RuntimeError(`${method}() called while another coroutine is already waiting for incoming data`)
    }
    // Who waits while nothing may come would wait for ever: a long readexactly, say.
    if (this.#paused) {
      this.#paused = false
      this.#transport?.resumeReading()
    }
    this.#waiter = new Incoming({ loop: this.#loop })
    try {
      yield* this.#waiter
    } finally {
      this.#waiter = null
    }
  }
}

class Incoming extends Future<void> {
  override _purpose(): string {
    return 'data from a stream'
  }
}
