import { type EventLoop, RuntimeError, type Selector, type SelectorData, type SelectorKey } from '../core.js'
import type { Watchable } from './sockets.js'

/** What stands behind a selector. */
export interface Source {
  /** Lets come what is due by now. */
  arrive?(): void
  /** The loop time, in seconds, at which something comes by itself. */
  nextAt?(): number
  /** Lets time pass until then, on a clock that can jump. */
  jump?(when: number): void
  /** Now, in seconds. */
  time?(): number
  /** Whether events come from the host. */
  readonly outside?: boolean
  /** Who polls it, if whoever records that loop shall hear of messages. */
  readonly loop?: EventLoop
  /** The loop is closed: its sockets go with it. */
  closed?(): void
}

/**
 * Watches sockets, which tell it (`changed`) when they may have become ready: so a turn costs what has come, however many
 * are watched. What is ready is told of in the order in which it became so, for as long as it is.
 *
 * Mirrors `selectors.EpollSelector`.
 */
export class SocketSelector implements Selector {
  readonly #keys = new Map<object, SelectorKey>()
  /** What may be ready, in the order in which that was said. */
  readonly #perhaps = new Set<SelectorKey['fileobj']>()
  readonly #wakers = new Set<() => void>()
  readonly #source: Source
  readonly outside: boolean

  /** Whose trace tells of messages. */
  readonly loop: EventLoop | undefined

  constructor(source: Source) {
    this.loop = source.loop
    this.#source = source
    this.outside = source.outside ?? false
  }

  register(fileobj: object, events: number, data: SelectorData): SelectorKey {
    if (this.#keys.has(fileobj)) throw new RuntimeError('this socket is registered already: modify it')
    return this.#keep({ fileobj, events, data })
  }

  modify(fileobj: object, events: number, data: SelectorData): SelectorKey {
    if (!this.#keys.has(fileobj)) throw new RuntimeError('this socket is not registered: register it')
    return this.#keep({ fileobj, events, data })
  }

  unregister(fileobj: object): SelectorKey {
    const key = this.#keys.get(fileobj)
    if (key === undefined) throw new RuntimeError('this socket is not registered')
    this.#keys.delete(fileobj)
    this.#perhaps.delete(fileobj)
    ;(fileobj as Watchable)._watchers?.delete(this)
    return key
  }

  getKey(fileobj: object): SelectorKey | undefined {
    return this.#keys.get(fileobj)
  }

  select(timeout: number | null = 0): readonly (readonly [key: SelectorKey, events: number])[] {
    const found = this.#ready()
    if (found.length > 0 || (timeout !== null && timeout <= 0)) return found
    const { time, nextAt, jump } = this.#source
    if (time === undefined || nextAt === undefined || jump === undefined) {
      throw new RuntimeError('select() cannot wait here: JavaScript cannot block; wait for a Future instead')
    }
    const end = timeout === null ? Number.POSITIVE_INFINITY : time() + timeout
    for (;;) {
      const next = Math.min(nextAt(), end)
      if (next === Number.POSITIVE_INFINITY) throw new RuntimeError('select() would wait for ever: nothing can come')
      jump(next)
      const come = this.#ready()
      if (come.length > 0 || next === end) return come
    }
  }

  #ready(): (readonly [SelectorKey, number])[] {
    this.#source.arrive?.()
    const found: (readonly [SelectorKey, number])[] = []
    for (const fileobj of this.#perhaps) {
      const key = this.#keys.get(fileobj) as SelectorKey
      const events = key.events & (fileobj as Watchable).readiness()
      if (events === 0) this.#perhaps.delete(fileobj)
      else found.push([key, events])
    }
    return found
  }

  /** Whether somebody records what happens. */
  get recorded(): boolean {
    return this.loop !== undefined && this.loop._trace !== null
  }

  /** A socket may be ready now for what it was not. */
  changed(fileobj: Watchable): void {
    const key = this.#keys.get(fileobj)
    if (key === undefined) return
    this.#perhaps.add(fileobj)
    if ((key.events & fileobj.readiness()) !== 0) this.wake()
  }

  /** A loop that waits looks again. */
  wake(): void {
    for (const wake of this.#wakers) wake()
  }

  nextAt(): number {
    return this.#source.nextAt?.() ?? Number.POSITIVE_INFINITY
  }

  onReady(wake: () => void): () => void {
    this.#wakers.add(wake)
    return () => this.#wakers.delete(wake)
  }

  close(): void {
    for (const fileobj of this.#keys.keys()) (fileobj as Watchable)._watchers?.delete(this)
    this.#keys.clear()
    this.#perhaps.clear()
    this.#source.closed?.()
  }

  #keep(key: SelectorKey): SelectorKey {
    this.#keys.set(key.fileobj, key)
    this.#perhaps.add(key.fileobj)
    ;(key.fileobj as Watchable)._watchers?.add(this)
    return key
  }
}
