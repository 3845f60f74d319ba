import { construct, create, defineProperty, NativeTypeError, weakAdd, weakHas } from './primordials'

/** The realm's `Proxy`, and which objects it made: nothing else tells a Proxy from what it stands for. */
export interface Proxies {
  readonly Proxy: ProxyConstructor
  isProxy(value: object): boolean
}

export function createProxies(): Proxies {
  const NativeProxy = Proxy
  const nativeRevocable = Proxy.revocable
  const made = new WeakSet<object>()
  const note = <T extends object>(proxy: T): T => {
    weakAdd(made, proxy)
    return proxy
  }
  const revocable = <T extends object>(target: T, handler: ProxyHandler<T>): { proxy: T; revoke: () => void } => {
    const pair = nativeRevocable(target, handler)
    note(pair.proxy)
    return pair
  }
  // In its own place, where also a look at its descriptor finds it.
  defineProperty(NativeProxy, 'revocable', { value: revocable, writable: true, configurable: true })
  const handler = create(null) as ProxyHandler<ProxyConstructor>
  handler.construct = (_, args) => note(construct(NativeProxy, args) as object)
  handler.apply = () => {
    throw new NativeTypeError("Constructor Proxy requires 'new'")
  }
  return { Proxy: new NativeProxy(NativeProxy, handler), isProxy: (value) => weakHas(made, value) }
}
