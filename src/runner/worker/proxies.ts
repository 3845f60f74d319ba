import { construct, create, NativeTypeError, weakAdd, weakHas } from './primordials'

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
  const handler = create(null) as ProxyHandler<ProxyConstructor>
  handler.construct = (_, args) => note(construct(NativeProxy, args) as object)
  handler.apply = () => {
    throw new NativeTypeError("Constructor Proxy requires 'new'")
  }
  handler.get = (target, key) => (key === 'revocable' ? revocable : target[key as keyof ProxyConstructor])
  return { Proxy: new NativeProxy(NativeProxy, handler), isProxy: (value) => weakHas(made, value) }
}
