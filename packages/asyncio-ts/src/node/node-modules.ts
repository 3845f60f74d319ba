/*
 * As much of Node's modules as is used here: the package has no types of Node's.
 */

export interface NodeError extends Error {
  readonly code?: string
  readonly errno?: number
}

export interface Emitter {
  on(event: string, listener: (...args: never[]) => void): this
  once(event: string, listener: (...args: never[]) => void): this
  removeListener(event: string, listener: (...args: never[]) => void): this
}

export interface NodeSocket extends Emitter {
  readonly localAddress?: string
  readonly localPort?: number
  readonly remoteAddress?: string
  readonly remotePort?: number
  readonly writableNeedDrain: boolean
  write(data: Uint8Array): boolean
  end(): void
  destroySoon(): void
  pause(): void
  resume(): void
  setNoDelay(on: boolean): void
  unref(): void
}

export interface NodeServer extends Emitter {
  listen(options: { host: string; port: number }): void
  address(): { readonly address: string; readonly port: number }
  close(): void
}

export interface NodeNet {
  createConnection(options: { host: string; port: number; allowHalfOpen: true }): NodeSocket
  createServer(options: { allowHalfOpen: true }): NodeServer
  isIP(host: string): number
}

export interface NodeDatagramSocket extends Emitter {
  bind(port: number, host: string): void
  connect(port: number, host: string): void
  address(): { readonly address: string; readonly port: number }
  send(data: Uint8Array, done: (error: NodeError | null) => void): void
  send(data: Uint8Array, port: number, host: string, done: (error: NodeError | null) => void): void
  close(): void
}

export interface NodeDgram {
  createSocket(type: 'udp4' | 'udp6'): NodeDatagramSocket
}

/** The class of Node's own bytes, whose small copies share one piece of memory. */
export interface NodeBuffers {
  from(bytes: Uint8Array): Uint8Array
}

export interface NodeDns {
  lookup(
    host: string,
    options: { all: true },
    done: (error: NodeError | null, found: readonly { readonly address: string }[]) => void,
  ): void
}
