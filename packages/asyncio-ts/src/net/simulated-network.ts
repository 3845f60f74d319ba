import { type Clock, type Coroutine, type EventLoop, own, RuntimeError, repr, sleep, ValueError } from '../core.js'
import { checkConditions, DEFAULTS, type LinkConditions } from './conditions.js'
import { errors, OSError } from './os-errors.js'
import { randomOf } from './random.js'
import { SimulatedDatagrams } from './simulated-datagrams.js'
import { connectStreams, SimulatedListener } from './simulated-streams.js'
import { SocketSelector } from './socket-selector.js'
import type { Address, Network } from './sockets.js'

/** What `new SimulatedNetwork` takes: the conditions of all links for which nothing else is said, and these. */
export interface SimulatedNetworkOptions extends LinkConditions {
  /** Whence all chance comes. Default: 0. */
  readonly seed?: number
  /** The names that have an address, beside `localhost`. */
  readonly hosts?: readonly string[]
}

interface Arrival {
  readonly when: number
  readonly action: () => void
}

/** A simulated socket, as the network sees it. */
interface Owned {
  close(): void
}

const LOOPBACK = '127.0.0.1'
/** Of this side of connections to other hosts. */
const HERE = '10.0.0.1'
const FIRST_FREE_PORT = 49_152

/**
 * A network within the program: connections, datagrams and names, with latency, limited bandwidth, losses and failures.
 * Servers and clients are tasks of the same program. It lives in loop time, on a virtual clock as on a real one, and all
 * chance comes from the seed: the same program sees the same each time.
 *
 * ```ts
 * setNetwork(new SimulatedNetwork({ hosts: ['shop.example'], latency: 0.2, seed: 7 }))
 * ```
 *
 * A loop that is given none has one of its own, with the defaults.
 *
 * Streams are like TCP: three-way handshake, data in order and in pieces, a full buffer at the other side holds the sender
 * back, an end that leaves the other direction open, a reset for data that nobody is there to read. Lost packets are sent
 * again after 0.2 s, or twice the latency; six times in vain, each time after twice as long, and the connection fails.
 *
 * @example
 * ```ts
 * const network = new SimulatedNetwork({ hosts: ['api.example'] })
 * setNetwork(network)
 * network.setLink('api.example', { latency: 0.5, loss: 0.1 })
 * network.setLink('api.example:81', { refused: true })
 * ```
 */
export class SimulatedNetwork implements Network {
  static {
    own(SimulatedNetwork.prototype.lookup as unknown as { readonly prototype: object }, 'getaddrinfo')
  }
  /** @internal */
  readonly _random: () => number
  readonly #conditions: Required<LinkConditions>
  readonly #links = new Map<string, LinkConditions>()
  readonly #hosts = new Map<string, string>([['localhost', LOOPBACK]])
  readonly #selectors = new Map<EventLoop, SocketSelector>()
  readonly #sockets = new Map<SocketSelector, Set<Owned>>()
  readonly #listeners = new Map<number, SimulatedListener[]>()
  readonly #datagrams = new Map<number, SimulatedDatagrams[]>()
  /** What is on its way, the next one last. */
  #arrivals: Arrival[] = []
  #clock: Clock | null = null
  /** While something arrives: when that is, which may be before the clock's time. */
  #now: number | null = null
  #nextPort = FIRST_FREE_PORT

  constructor(options: SimulatedNetworkOptions = {}) {
    const { seed = 0, hosts = [], ...conditions } = options
    if (!Number.isFinite(seed)) throw new ValueError(`a seed is a number, got ${repr(seed)}`)
    this.#conditions = { ...DEFAULTS, ...checkConditions(conditions) }
    this._random = randomOf(seed)
    for (const host of hosts) this.addHost(host)
  }

  /** Gives a name an address, by default one that is free, and says which. */
  addHost(name: string, address = `10.0.0.${this.#hosts.size + 1}`): string {
    this.#hosts.set(name, address)
    return address
  }

  /**
   * Says what the link to a host is like from now on (`'api.example'`), or to one of its ports (`'api.example:80'`). What
   * is not said is as before: of the port, then of the host, then of the network. Connections that are there feel it too.
   */
  setLink(where: string, conditions: LinkConditions): void {
    const [name = '', port] = where.split(':')
    const host = this.#hosts.get(name) ?? name
    const key = port === undefined ? host : `${host}:${port}`
    this.#links.set(key, { ...this.#links.get(key), ...checkConditions(conditions) })
  }

  selectorFor(loop: EventLoop): SocketSelector {
    const known = this.#selectors.get(loop)
    if (known !== undefined) return known
    const clock = loop._clock
    if (this.#selectors.size === 0) {
      // What an earlier run has left on the way arrives nowhere.
      if (this.#clock !== clock) this.#arrivals = []
      this.#clock = clock
    } else if (this.#clock !== clock) {
      throw new RuntimeError(
        'a simulated network lives on one clock: give its loops the same clock, or each a network of its own',
      )
    }
    const { jump } = clock
    const selector: SocketSelector = new SocketSelector({
      loop,
      arrive: () => this.#arrive(),
      nextAt: () => this.#arrivals[this.#arrivals.length - 1]?.when ?? Number.POSITIVE_INFINITY,
      time: () => clock.time(),
      ...(jump === undefined ? {} : { jump: (when: number) => jump.call(clock, when) }),
      closed: () => {
        for (const socket of [...(this.#sockets.get(selector) ?? [])]) socket.close()
        this.#sockets.delete(selector)
        this.#selectors.delete(loop)
      },
    })
    this.#selectors.set(loop, selector)
    this.#sockets.set(selector, new Set())
    return selector
  }

  *lookup(_loop: EventLoop, host: string | null | undefined, port: number): Coroutine<readonly Address[]> {
    checkPort(port)
    if (host === null || host === undefined || host === '') return [['0.0.0.0', port]]
    if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return [[host, port]]
    if (host === 'localhost') return [[LOOPBACK, port]]
    // A question, and its answer.
    yield* sleep(2 * this.#conditions.latency)
    const address = this.#hosts.get(host)
    if (address === undefined) throw errors.noName()
    return [[address, port]]
  }

  connect(loop: EventLoop, to: Address): ReturnType<typeof connectStreams> {
    const from: Address = [to[0] === LOOPBACK ? LOOPBACK : HERE, this._freePort()]
    return connectStreams(this, this.selectorFor(loop), from, to)
  }

  *bind(loop: EventLoop, [host, port]: Address): Coroutine<SimulatedListener> {
    const address: Address = [host, port === 0 ? this._freePort() : port]
    const others = this.#listeners.get(address[1]) ?? []
    if (others.some(({ sockname }) => sockname[0] === host || isAny(sockname[0]) || isAny(host))) {
      throw errors.inUse()
    }
    const listener = new SimulatedListener(this, this.selectorFor(loop), address)
    this.#listeners.set(address[1], [...others, listener])
    return listener
  }

  *datagrams(loop: EventLoop, local: Address | undefined, remote: Address | undefined): Coroutine<SimulatedDatagrams> {
    const [host, port] = local ?? [remote !== undefined && remote[0] !== LOOPBACK ? HERE : LOOPBACK, 0]
    const address: Address = [host, port === 0 ? this._freePort() : port]
    const others = this.#datagrams.get(address[1]) ?? []
    if (others.some(({ sockname }) => sockname[0] === host)) throw errors.inUse()
    const socket = new SimulatedDatagrams(this, this.selectorFor(loop), address, remote)
    this.#datagrams.set(address[1], [...others, socket])
    return socket
  }

  /** @internal Who accepts connections there. */
  _listenerAt([host, port]: Address): SimulatedListener | undefined {
    return this.#listeners
      .get(port)
      ?.find(({ sockname, listening }) => listening && (sockname[0] === host || isAny(sockname[0])))
  }

  /** @internal Who takes datagrams there. */
  _datagramsAt([host, port]: Address): SimulatedDatagrams | undefined {
    return this.#datagrams.get(port)?.find(({ sockname }) => sockname[0] === host || isAny(sockname[0]))
  }

  /** @internal */
  _unbind(socket: SimulatedListener | SimulatedDatagrams): void {
    for (const bound of [this.#listeners, this.#datagrams] as Map<number, Owned[]>[]) {
      const left = bound.get(socket.sockname[1])?.filter((other) => other !== socket)
      if (left !== undefined) bound.set(socket.sockname[1], left)
    }
  }

  /** @internal A socket of a loop's, closed with it. */
  _own(selector: SocketSelector, socket: Owned): void {
    this.#sockets.get(selector)?.add(socket)
  }

  /** @internal */
  _disown(selector: SocketSelector, socket: Owned): void {
    this.#sockets.get(selector)?.delete(socket)
  }

  /** @internal What the link to an address is like now. */
  _link([host, port]: Address): Required<LinkConditions> {
    return { ...this.#conditions, ...this.#links.get(host), ...this.#links.get(`${host}:${port}`) }
  }

  /** @internal */
  _freePort(): number {
    const port = this.#nextPort
    if (port > 65_535) throw new OSError(99, 'Cannot assign requested address')
    this.#nextPort += 1
    return port
  }

  /** @internal An address as people write it. */
  _nameOf([host, port]: Address): string {
    for (const [name, address] of this.#hosts) if (address === host) return `${name}:${port}`
    return `${host}:${port}`
  }

  /** @internal Now, as whoever acts sees it. */
  _time(): number {
    return this.#now ?? (this.#clock as Clock).time()
  }

  /** @internal Something happens at `when`, after what else happens then. */
  _at(when: number, action: () => void): void {
    const arrivals = this.#arrivals
    let low = 0
    let high = arrivals.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((arrivals[middle] as Arrival).when > when) low = middle + 1
      else high = middle
    }
    arrivals.splice(low, 0, { when, action })
    // Loops that wait would wake too late.
    if (low === arrivals.length - 1) for (const selector of this.#selectors.values()) selector.wake()
  }

  /** @internal Whether something of this probability happens. */
  _chance(probability: number): boolean {
    return probability > 0 && this._random() < probability
  }

  #arrive(): void {
    if (this.#now !== null) return
    const arrivals = this.#arrivals
    const end = (this.#clock as Clock).time()
    try {
      for (let next = arrivals[arrivals.length - 1]; next !== undefined && next.when <= end; ) {
        arrivals.pop()
        this.#now = next.when
        next.action()
        next = arrivals[arrivals.length - 1]
      }
    } finally {
      this.#now = null
    }
  }
}

const isAny = (host: string): boolean => host === '0.0.0.0'

function checkPort(port: number): void {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ValueError(`a port is an integer from 0 to 65535, got ${repr(port)}`)
  }
}
