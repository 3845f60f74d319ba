import {
  type Clock,
  EVENT_READ,
  EVENT_WRITE,
  RealClock,
  repr,
  runningLoopOrNull,
  type SelectorData,
  type SelectorKey,
  settings,
  ValueError,
} from '../core.js'
import { PairedSocket } from './socket-pair.js'
import { SocketSelector } from './socket-selector.js'

/** What `new DefaultSelector` takes. */
export interface DefaultSelectorOptions {
  /** On which `select` waits. Default: that of the running loop, else that of the program. */
  readonly clock?: Clock
}

/**
 * Watches the sockets of `socketPair`s: one call waits for all of them together. For programs that look at how a loop
 * does it; a loop has a `Selector` of its own.
 *
 * It is level-triggered: a socket that can be read is told of in each `select` until it was read.
 *
 * Mirrors `selectors.DefaultSelector`. Differs: errors are RuntimeErrors where Python has KeyErrors. Waiting moves a
 * virtual clock, as in a playground; on real time `select` can only look, with the timeout 0, since JavaScript cannot
 * block.
 *
 * @example
 * ```ts
 * const clock = new VirtualClock()
 * const selector = new DefaultSelector<string>({ clock })
 * const [here, there] = socketPair()
 * selector.register(here, EVENT_READ, 'Bob')
 * there.send(encode('hello'))
 * for (const [key] of selector.select(2)) console.log(`${key.data}: ${decode(key.fileobj.recv(100))}`)
 * selector.select(2).length // 0: nothing more has come
 * clock.time() // 2, in seconds
 * ```
 */
export class DefaultSelector<Data = unknown> {
  readonly #selector: SocketSelector

  constructor(options: DefaultSelectorOptions = {}) {
    const clock: Clock = options.clock ?? runningLoopOrNull()?._clock ?? settings.clock ?? new RealClock()
    const { jump } = clock
    this.#selector = new SocketSelector({
      time: () => clock.time(),
      // What comes, the program itself sends: not while it waits.
      nextAt: () => Number.POSITIVE_INFINITY,
      ...(jump === undefined ? {} : { jump: (when: number) => jump.call(clock, when) }),
    })
  }

  /**
   * Begins to watch a socket, for `EVENT_READ`, `EVENT_WRITE` or their sum. `data` is kept with it and handed back.
   *
   * @throws RuntimeError when it is watched already, ValueError for other events and for a socket that is closed,
   * TypeError for what is no socket of a pair.
   */
  register(fileobj: PairedSocket, events: number, data?: Data): SelectorKey<Data, PairedSocket> {
    check(fileobj, events)
    return this.#selector.register(fileobj, events, data as SelectorData) as SelectorKey<Data, PairedSocket>
  }

  /**
   * Watches a socket for other events, or keeps other data with it.
   *
   * @throws RuntimeError when it is not watched, ValueError and TypeError as `register`.
   */
  modify(fileobj: PairedSocket, events: number, data?: Data): SelectorKey<Data, PairedSocket> {
    check(fileobj, events)
    return this.#selector.modify(fileobj, events, data as SelectorData) as SelectorKey<Data, PairedSocket>
  }

  /**
   * Watches a socket no longer.
   *
   * @throws RuntimeError when it is not watched.
   */
  unregister(fileobj: PairedSocket): SelectorKey<Data, PairedSocket> {
    return this.#selector.unregister(fileobj) as SelectorKey<Data, PairedSocket>
  }

  /**
   * Waits until sockets are ready, and tells which, and for what, in the order in which they became so; none: `timeout`
   * seconds have passed. 0 only looks; null waits without end. Default: null.
   *
   * @throws RuntimeError when it would wait for ever, and where it cannot wait, ValueError for a timeout that is no number.
   */
  select(timeout: number | null = null): readonly (readonly [key: SelectorKey<Data, PairedSocket>, events: number])[] {
    if (timeout !== null && (typeof timeout !== 'number' || Number.isNaN(timeout))) {
      throw new ValueError(`a timeout is a number of seconds or null, got ${repr(timeout)}`)
    }
    return this.#selector.select(timeout) as readonly (readonly [SelectorKey<Data, PairedSocket>, number])[]
  }

  /** Lets go of all that it watches. */
  close(): void {
    this.#selector.close()
  }
}

function check(fileobj: unknown, events: number): void {
  if (!(fileobj instanceof PairedSocket)) {
    throw new TypeError(`a selector watches the sockets of a socketPair(), got ${repr(fileobj)}`)
  }
  if (fileobj.closed) throw new ValueError('this socket is closed: it cannot be watched any more')
  if (![EVENT_READ, EVENT_WRITE, EVENT_READ + EVENT_WRITE].includes(events)) {
    throw new ValueError(`events are EVENT_READ, EVENT_WRITE or their sum, got ${repr(events)}`)
  }
}
