import { type EventLoop, RuntimeError, repr } from '../core.js'
import { SimulatedNetwork } from './simulated-network.js'
import type { Network } from './sockets.js'

const networks = /* @__PURE__ */ new WeakMap<EventLoop, Network>()
let chosen: Network | null = null

/**
 * Sets the network of all loops that have not used one yet; null: each loop has a simulated one of its own, with the
 * defaults.
 *
 * Differs from Python, where there is one network, that of the machine. `NodeNetwork` of `asyncio-ts/node` is that.
 *
 * @example
 * ```ts
 * setNetwork(new SimulatedNetwork({ latency: 0.1, hosts: ['shop.example'] }))
 * await run(main())
 * ```
 */
export function setNetwork(network: Network | null): void {
  if (network !== null && typeof network?.selectorFor !== 'function') {
    throw new TypeError(`setNetwork takes a network or null, as new SimulatedNetwork(); got ${repr(network)}`)
  }
  chosen = network
}

/**
 * The network set by `setNetwork`; null: none.
 *
 * @example
 * ```ts
 * const network = getNetwork()
 * ```
 */
export function getNetwork(): Network | null {
  return chosen
}

/** The network of a loop, which from now on polls it. */
export function networkOf(loop: EventLoop): Network {
  const known = networks.get(loop)
  if (known !== undefined) return known
  const network = chosen ?? new SimulatedNetwork()
  const selector = network.selectorFor(loop)
  if (loop._selector !== null && loop._selector !== selector) {
    throw new RuntimeError('this loop has a selector of its own, so that it cannot poll a network')
  }
  loop._selector = selector
  networks.set(loop, network)
  return network
}
