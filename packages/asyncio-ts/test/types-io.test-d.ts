/** Types of the entries `asyncio-ts/net`, `asyncio-ts/executor` and `asyncio-ts/node`: checked by the compiler, never run. */

import { transfer, WorkerPool } from '../src/executor/index.js'
import { type Coroutine, type Executor, type Future, getRunningLoop, toThread } from '../src/index.js'
import {
  type Address,
  BufferedProtocol,
  createConnection,
  createDatagramEndpoint,
  createServer,
  createSubprocessExec,
  createSubprocessShell,
  DatagramProtocol,
  type DatagramTransport,
  decode,
  encode,
  type Network,
  openConnection,
  PIPE,
  Process,
  Protocol,
  type ReadTransport,
  Server,
  SimulatedNetwork,
  type StreamReader,
  type StreamWriter,
  SubprocessProtocol,
  type SubprocessTransport,
  setNetwork,
  startServer,
  subprocessExec,
  subprocessShell,
  TlsContext,
  type Transport,
  type WriteTransport,
} from '../src/net/index.js'
import { NodeNetwork } from '../src/node/index.js'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
/** Fails to compile unless the two are the same type. */
declare function is<A, B>(same: Equal<A, B>): void

export function* streams(): Coroutine<void> {
  const pair = yield* openConnection('localhost', 8888, { limit: 1024, ssl: new TlsContext() })
  is<[reader: StreamReader, writer: StreamWriter], typeof pair>(true)
  const [reader, writer] = pair
  const line = yield* reader.readline()
  is<Uint8Array, typeof line>(true)
  const exact = yield* reader.readexactly(4)
  is<Uint8Array, typeof exact>(true)
  yield* reader.readuntil([encode('\n'), encode('\r\n')])
  writer.write(encode('hello'))
  writer.writelines([line, exact])
  is<string, ReturnType<typeof decode>>(true)
  yield* writer.drain()
  yield* writer.waitClosed()
  is<WriteTransport, typeof writer.transport>(true)
  is<Address | undefined, ReturnType<typeof peer>>(true)
  // @ts-expect-error streams carry bytes, not text
  writer.write('hello')
  // @ts-expect-error a separator is bytes
  yield* reader.readuntil('\n')
  // @ts-expect-error it needs a port
  yield* openConnection('localhost')
  // @ts-expect-error there is no such option
  yield* openConnection('localhost', 8888, { timeout: 1 })
  // @ts-expect-error it is a coroutine: without yield* nothing is read
  decode(reader.readline())

  function peer() {
    return writer.getExtraInfo('peername')
  }
}

export function* servers(): Coroutine<void> {
  const server = yield* startServer(
    function* (reader, writer) {
      is<StreamReader, typeof reader>(true)
      is<StreamWriter, typeof writer>(true)
      writer.write(yield* reader.read(100))
    },
    null,
    0,
  )
  is<Server, typeof server>(true)
  const result = yield* server.with(function* () {
    return 5
  })
  is<number, typeof result>(true)
  yield* startServer((_reader, writer) => writer.close(), ['127.0.0.1', 'localhost'], 80, { backlog: 5 })
  // @ts-expect-error a server shows a certificate: true is for clients
  yield* startServer(() => {}, null, 443, { ssl: true })
  // @ts-expect-error a server is made by startServer
  void new Server()
}

class Lines extends Protocol {
  lines = 0
  override connectionMade(transport: Transport): void {
    transport.write(encode(''))
  }
}

class Buffers extends BufferedProtocol {
  override getBuffer(sizehint: number): Uint8Array {
    return new Uint8Array(Math.max(sizehint, 1))
  }
  override bufferUpdated(_count: number): void {}
}

class Datagrams extends DatagramProtocol {
  override datagramReceived(_data: Uint8Array, from: Address): void {
    is<readonly [host: string, port: number], typeof from>(true)
  }
}

export function* protocols(): Coroutine<void> {
  const [transport, protocol] = yield* createConnection(() => new Lines(), 'localhost', 80)
  is<Transport, typeof transport>(true)
  // The protocol is what the factory makes.
  is<Lines, typeof protocol>(true)
  const [datagrams, made] = yield* createDatagramEndpoint(() => new Datagrams(), { localAddr: ['127.0.0.1', 0] })
  is<DatagramTransport, typeof datagrams>(true)
  is<Datagrams, typeof made>(true)
  datagrams.sendto(encode('x'), ['127.0.0.1', 9])
  yield* createServer(() => new Buffers(), 'localhost', 81)
  // @ts-expect-error a stream protocol takes no datagrams
  yield* createDatagramEndpoint(() => new Lines(), {})
  // @ts-expect-error an address is a host and a port
  datagrams.sendto(encode('x'), 'localhost')
  // @ts-expect-error it takes what makes a protocol, since each connection has its own
  yield* createServer(new Lines(), 'localhost', 82)
  const reads = (it: ReadTransport): void => it.pauseReading()
  reads(transport)
}

export function* processes(): Coroutine<void> {
  const process = yield* createSubprocessExec('cat', '-n', { stdin: PIPE, stdout: PIPE })
  is<Process, typeof process>(true)
  const [out, err] = yield* process.communicate(encode('hello'))
  is<Uint8Array | undefined, typeof out>(true)
  is<Uint8Array | undefined, typeof err>(true)
  is<number, typeof code>(true)
  const code = yield* process.wait()
  yield* createSubprocessShell('cat | wc')
  // @ts-expect-error arguments are given one by one
  yield* createSubprocessExec('cat', ['-n'])
  class Output extends SubprocessProtocol {
    text = ''
  }
  const [transport, output] = yield* subprocessExec(() => new Output(), 'cat', { stderr: null })
  is<SubprocessTransport, typeof transport>(true)
  is<Output, typeof output>(true)
  // @ts-expect-error it takes a protocol of a process
  yield* subprocessShell(() => new Protocol(), 'cat')
  // @ts-expect-error a process is made by createSubprocessExec
  void new Process()
}

export function networks(): void {
  const network = new SimulatedNetwork({ seed: 7, latency: 0.1, hosts: ['shop.example'] })
  network.setLink('shop.example:80', { refused: true })
  setNetwork(network)
  const either: readonly Network[] = [network, new NodeNetwork()]
  setNetwork(either[0] ?? null)
  // @ts-expect-error a link has no such condition
  network.setLink('shop.example', { speed: 5 })
  // @ts-expect-error seconds are numbers
  void new SimulatedNetwork({ latency: '1s' })
  // @ts-expect-error a network is no host
  setNetwork('localhost')
}

function add(a: number, b: number): number {
  return a + b
}

export function* pools(bytes: Uint8Array): Coroutine<void> {
  const pool = new WorkerPool({ maxWorkers: 2 })
  const executor: Executor = pool
  const loop = getRunningLoop()
  loop.setDefaultExecutor(executor)
  const sum = loop.runInExecutor(pool, add, 1, 2)
  is<Future<number>, typeof sum>(true)
  is<number, typeof done>(true)
  const done = yield* toThread(add, 1, 2)
  // Handed over, it is still what it was to whoever takes it.
  const handed = transfer(bytes)
  is<Uint8Array, typeof handed>(true)
  void new WorkerPool({ module: { url: 'file:///work.js', exports: { add } } })
  // @ts-expect-error it takes numbers
  loop.runInExecutor(pool, add, 1, '2')
  // @ts-expect-error how many workers is a number
  void new WorkerPool({ maxWorkers: '2' })
  // @ts-expect-error a module comes with its address
  void new WorkerPool({ module: { exports: { add } } })
}
