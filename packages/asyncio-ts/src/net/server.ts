import {
  bodyOf,
  type Coroutine,
  type EventLoop,
  Future,
  isCancelled,
  own,
  ownMethod,
  printable,
  RuntimeError,
  sleep,
} from '../core.js'
import type { BaseProtocol } from './protocols.js'
import { type ConnectionOwner, SocketTransport } from './socket-transport.js'
import { type Address, type ListeningSocket, type StreamSocket, showAddress } from './sockets.js'
import { tlsBelow } from './tls.js'
import type { StartTlsOptions, TlsContext } from './tls-context.js'
import type { Transport } from './transports.js'

/** How a server takes its connections. */
export interface Serving extends StartTlsOptions {
  readonly protocolFactory: () => BaseProtocol
  readonly backlog: number
  readonly ssl: TlsContext | undefined
}

/**
 * Accepts connections. Made by `startServer` and `createServer`.
 *
 * Mirrors `Server` in `Lib/asyncio/base_events.py`; `async with server:` is `yield* server.with(body)`, which closes it at
 * the end and waits until it is.
 *
 * @example
 * ```ts
 * const server = yield* startServer(serve, 'localhost', 8888)
 * yield* server.with(() => server.serveForever())
 * ```
 */
export class Server implements ConnectionOwner {
  static {
    printable(Server)
    for (const name of ['startServing', 'serveForever', 'waitClosed', 'with'] as const) {
      ownMethod(Server.prototype, name, `Server.${name}`)
    }
  }
  readonly #loop: EventLoop
  #sockets: readonly ListeningSocket[] | null
  readonly #serving: Serving
  readonly #clients = new Set<Transport>()
  #waiters: Future<void>[] | null = []
  #isServing = false
  #forever: Future<void> | null = null

  /** @internal */
  constructor(loop: EventLoop, sockets: readonly ListeningSocket[], serving: Serving) {
    this.#loop = loop
    this.#sockets = sockets
    this.#serving = serving
  }

  /** The loop to which it belongs. */
  getLoop(): EventLoop {
    return this.#loop
  }

  /** Whether it accepts connections. */
  isServing(): boolean {
    return this.#isServing
  }

  /** Where it listens; none when it is closed. */
  get sockets(): readonly { readonly sockname: Address }[] {
    return this.#sockets ?? []
  }

  /** Accepts no more connections. Those that are there go on. */
  close(): void {
    const sockets = this.#sockets
    if (sockets === null) return
    this.#sockets = null
    for (const socket of sockets) {
      this.#loop.removeReader(socket)
      socket.close()
    }
    this.#isServing = false
    if (this.#forever !== null && !this.#forever.done()) {
      this.#forever.cancel()
      this.#forever = null
    }
    if (this.#clients.size === 0) this.#wake()
  }

  /** Closes the connections that are there, once what waits to be sent is sent. */
  closeClients(): void {
    for (const transport of [...this.#clients]) transport.close()
  }

  /** Closes the connections that are there at once. */
  abortClients(): void {
    for (const transport of [...this.#clients]) transport.abort()
  }

  /** Begins to accept connections, if it was made not to. */
  *startServing(): Coroutine<void> {
    this._start()
    // One turn, after which the loop watches the sockets.
    yield* sleep(0)
  }

  /** Accepts connections until it is cancelled; then it is closed, and the connections that are there are waited for. */
  *serveForever(): Coroutine<never> {
    if (this.#forever !== null) throw new RuntimeError(`server ${this} is already being awaited on serveForever()`)
    if (this.#sockets === null) throw new RuntimeError(`server ${this} is closed`)
    this._start()
    const forever = new Forever(this.#loop, this)
    this.#forever = forever
    try {
      yield* forever
    } catch (error) {
      if (isCancelled(error)) {
        this.close()
        yield* this.waitClosed()
      }
      throw error
    } finally {
      this.#forever = null
    }
    throw new RuntimeError('serving for ever has ended')
  }

  /** Waits until it is closed and all its connections are. */
  *waitClosed(): Coroutine<void> {
    if (this.#waiters === null) return
    const waiter = new Closed(this.#loop, this)
    this.#waiters.push(waiter)
    yield* waiter
  }

  /** Runs `body`, then closes the server and waits until it is closed. */
  *with<T>(body: (server: this) => Coroutine<T>): Coroutine<T> {
    try {
      return yield* bodyOf('server.with', body, this)
    } finally {
      this.close()
      yield* this.waitClosed()
    }
  }

  toString(): string {
    return `<Server sockets=[${this.sockets.map(({ sockname }) => showAddress(sockname)).join(', ')}]>`
  }

  /** @internal */
  _start(): void {
    if (this.#isServing || this.#sockets === null) return
    this.#isServing = true
    for (const socket of this.#sockets) {
      socket.listen(this.#serving.backlog)
      const accept = () => this.#accept(socket)
      this.#loop.addReader(socket, accept)
    }
  }

  /** @internal */
  _attach(transport: Transport): void {
    this.#clients.add(transport)
  }

  /** @internal */
  _detach(transport: Transport): void {
    this.#clients.delete(transport)
    if (this.#clients.size === 0 && this.#sockets === null) this.#wake()
  }

  #accept(listening: ListeningSocket): void {
    for (let left = this.#serving.backlog + 1; left > 0; left -= 1) {
      const socket = listening.accept()
      if (socket === null) return
      this.#loop.createTask(accepted(this.#loop, this, this.#serving, socket))
    }
  }

  #wake(): void {
    const waiters = this.#waiters ?? []
    this.#waiters = null
    for (const waiter of waiters) if (!waiter.done()) waiter.setResult(undefined)
  }
}

/** A connection comes about. */
function* accepted(loop: EventLoop, server: Server, serving: Serving, socket: StreamSocket): Coroutine<void> {
  const { protocolFactory, ssl } = serving
  try {
    const protocol = protocolFactory()
    const waiter = new Future<void>({ loop })
    const transport =
      ssl === undefined
        ? new SocketTransport(loop, socket, protocol, waiter, server)
        : new SocketTransport(loop, socket, tlsBelow(loop, protocol, ssl, true, serving, waiter), null, server)
    try {
      yield* waiter
    } catch (error) {
      transport.close()
      throw error
    }
  } catch (exception) {
    // A client that fails to connect is no news, unless somebody looks for mistakes.
    if (loop.getDebug()) {
      loop.callExceptionHandler({ message: 'Error on transport creation for incoming connection', exception })
    }
  }
}
own(accepted, 'accept')

class Forever extends Future<void> {
  readonly #server: Server
  constructor(loop: EventLoop, server: Server) {
    super({ loop })
    this.#server = server
  }
  override _purpose(): string {
    return `connections to ${this.#server}`
  }
}

class Closed extends Future<void> {
  readonly #server: Server
  constructor(loop: EventLoop, server: Server) {
    super({ loop })
    this.#server = server
  }
  override _purpose(): string {
    return `the end of ${this.#server}`
  }
}
