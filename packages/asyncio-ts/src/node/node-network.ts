import { builtin, type Coroutine, type EventLoop, Future, RuntimeError } from '../core.js'
import { SocketSelector } from '../net/socket-selector.js'
import { type Address, type Network, showAddress } from '../net/sockets.js'
import type { Emitter, NodeDgram, NodeDns, NodeError, NodeNet } from './node-modules.js'
import { NodeDatagrams, NodeListener, NodeStream } from './node-sockets.js'
import { systemError } from './system-errors.js'

/**
 * The network of the machine, in Node: connections by `node:net`, datagrams by `node:dgram`. What runs on a
 * SimulatedNetwork runs on it unchanged; its loops go by a real clock.
 *
 * TLS stays what TlsContext says: a shape without cryptography. Do not send secrets through it.
 *
 * @example
 * ```ts
 * import { NodeNetwork } from 'asyncio-ts/node'
 *
 * setNetwork(new NodeNetwork())
 * await run(main()) // startServer, openConnection and the like use it
 * ```
 */
export class NodeNetwork implements Network {
  readonly #net = builtin<NodeNet>('node:net', 'NodeNetwork')
  readonly #dgram = builtin<NodeDgram>('node:dgram', 'NodeNetwork')
  readonly #dns = builtin<NodeDns>('node:dns', 'NodeNetwork')
  readonly #selectors = new Map<EventLoop, SocketSelector>()
  readonly #sockets = new Map<EventLoop, Set<{ close(): void }>>()

  selectorFor(loop: EventLoop): SocketSelector {
    const known = this.#selectors.get(loop)
    if (known !== undefined) return known
    if (loop._clock.jump !== undefined) {
      throw new RuntimeError('the network of the machine is in real time: run on a RealClock, or on a SimulatedNetwork')
    }
    const sockets = new Set<{ close(): void }>()
    const selector = new SocketSelector({
      outside: true,
      closed: () => {
        for (const socket of [...sockets]) socket.close()
        this.#selectors.delete(loop)
        this.#sockets.delete(loop)
      },
    })
    this.#selectors.set(loop, selector)
    this.#sockets.set(loop, sockets)
    return selector
  }

  *lookup(loop: EventLoop, host: string | null | undefined, port: number): Coroutine<readonly Address[]> {
    if (host === null || host === undefined || host === '') return [['0.0.0.0', port]]
    if (this.#net.isIP(host) > 0) return [[host, port]]
    const found = new Looking({ loop })
    this.#dns.lookup(host, { all: true }, (error, all) => {
      if (found.done()) return
      if (error === null) found.setResult(all.map(({ address }) => [address, port]))
      else found.setException(systemError(error))
    })
    return yield* found
  }

  connect(loop: EventLoop, [host, port]: Address): NodeStream {
    const socket = this.#net.createConnection({ host, port, allowHalfOpen: true })
    return new NodeStream(socket, ...this.#of(loop, `Connect call failed ${showAddress([host, port])}`))
  }

  *bind(loop: EventLoop, [host, port]: Address): Coroutine<NodeListener> {
    const server = this.#net.createServer({ allowHalfOpen: true })
    server.listen({ host, port })
    yield* happens(loop, server, 'listening')
    const [selector, , own] = this.#of(loop, null)
    return new NodeListener(server, selector, own)
  }

  *datagrams(loop: EventLoop, local: Address | undefined, remote: Address | undefined): Coroutine<NodeDatagrams> {
    const [host, port] = local ?? [remote?.[0].includes(':') ? '::' : '0.0.0.0', 0]
    const socket = this.#dgram.createSocket(host.includes(':') ? 'udp6' : 'udp4')
    try {
      socket.bind(port, host)
      yield* happens(loop, socket, 'listening')
      if (remote !== undefined) {
        socket.connect(remote[1], remote[0])
        yield* happens(loop, socket, 'connect')
      }
    } catch (error) {
      socket.close()
      throw error
    }
    const [selector, , own] = this.#of(loop, null)
    return new NodeDatagrams(socket, selector, remote, own)
  }

  #of<T>(loop: EventLoop, between: T): [SocketSelector, T, Set<{ close(): void }>] {
    return [this.selectorFor(loop), between, this.#sockets.get(loop) as Set<{ close(): void }>]
  }
}

class Looking extends Future<readonly Address[]> {
  override _purpose(): string {
    return 'the address of a name'
  }
}

/** Waits for an event; an error is thrown. */
function* happens(loop: EventLoop, emitter: Emitter, event: string): Coroutine<void> {
  const future = new Future<void>({ loop })
  const onEvent = (): void => {
    if (!future.done()) future.setResult(undefined)
  }
  const onError = (error: NodeError): void => {
    if (!future.done()) future.setException(systemError(error))
  }
  emitter.once(event, onEvent)
  emitter.once('error', onError)
  try {
    yield* future
  } finally {
    emitter.removeListener(event, onEvent)
    emitter.removeListener('error', onError)
  }
}
