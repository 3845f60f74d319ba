import type { Settings } from './setting'

const ECHO = `
function* serve(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  for (let data = yield* reader.read(100); data.length > 0; data = yield* reader.read(100)) writer.write(data)
  writer.close()
}`
const ECHO_SERVER = `${ECHO}\nyield* startServer(serve, 'localhost', 8888)`
const CONNECTED = `${ECHO_SERVER}\nconst [reader, writer] = yield* openConnection('localhost', 8888)`
const PRINTER = `class Printer extends Protocol {
  override dataReceived(data: Uint8Array): void { console.log(decode(data)) }
}`
const DATAGRAMS = `class Printer extends DatagramProtocol {
  override datagramReceived(data: Uint8Array): void { console.log(decode(data)) }
}
yield* createDatagramEndpoint(() => new Printer(), { localAddr: ['127.0.0.1', 9999] })`
const TRANSPORT = `${PRINTER}\n${ECHO_SERVER}
const [transport] = yield* createConnection(() => new Printer(), 'localhost', 8888)`

/** The entry `net`, on its simulated network. */
export const net: Settings = {
  encode: { before: CONNECTED, after: `console.log(decode(yield* reader.readline()))`, prints: ['hello\n'] },
  decode: { before: `${CONNECTED}\nwriter.write(encode('hello\\n'))`, after: `console.log(line)`, prints: ['hello\n'] },
  createConnection: {
    before: `${PRINTER}\n${ECHO_SERVER}`,
    after: `transport.write(encode('hello')); yield* sleep(1); console.log(protocol instanceof Printer)`,
    prints: ['hello', 'true'],
  },
  createServer: {
    before: `class Echo extends Protocol { override connectionMade(): void { console.log('somebody came') } }`,
    after: `yield* openConnection('localhost', 8888); yield* sleep(1); server.close()`,
    prints: ['somebody came'],
  },
  createDatagramEndpoint: {
    before: `${DATAGRAMS.replaceAll('Printer', 'Receiver')}\nclass Printer extends DatagramProtocol {}`,
    after: `yield* sleep(1)`,
    prints: ['hello'],
  },
  setNetwork: {
    before: `function* main(): Coroutine<void> {
        yield* startServer(function* () {}, 'shop.example', 80)
        yield* openConnection('shop.example', 80)
        console.log(getRunningLoop().time())
      }`,
    after: `setNetwork(null)`,
    prints: [/^0\.6/],
  },
  getNetwork: { after: `console.log(network)`, prints: ['null'] },
  OSError: { prints: [/^no connection: .*Connect call failed/] },
  ConnectionError: {
    before: `${CONNECTED}\nwriter.transport.abort(); yield* sleep(1)`,
  },
  ConnectionResetError: {
    before: `yield* startServer(function* (_, writer) { yield* sleep(1); writer.transport.abort() }, 'localhost', 8888)
      const [reader] = yield* openConnection('localhost', 8888)`,
  },
  ConnectionAbortedError: {
    before: `const error: unknown = new ConnectionAbortedError(undefined, 'slow')`,
    prints: ['the TLS handshake took too long'],
  },
  BrokenPipeError: {
    before: `const error: unknown = new BrokenPipeError(undefined, 'closed')`,
    prints: ['the process has closed its input'],
  },
  SslError: {
    before: `const error: unknown = new SslError(undefined, 'an unknown certificate')`,
    prints: ['do not trust an unknown certificate'],
  },
  registerProgram: {
    after: `const process = yield* createSubprocessExec('upper', { stdin: PIPE, stdout: PIPE })
      const [out] = yield* process.communicate(encode('hello'))
      console.log(decode(out!))`,
    prints: ['HELLO'],
  },
  BaseProtocol: {
    after: `class Both extends Protocol { override connectionLost(error?: Error): void { new Silent().connectionLost(error) } }
      ${ECHO_SERVER}
      const [transport] = yield* createConnection(() => new Both(), 'localhost', 8888)
      transport.close(); yield* sleep(1)`,
    prints: ['closed'],
  },
  Protocol: {
    after: `const [reader, writer] = yield* openConnection('localhost', 8888)
      writer.write(encode('hello\\n')); console.log(decode(yield* reader.readline())); server.close()`,
    prints: ['hello\n'],
  },
  BufferedProtocol: {
    after: `${ECHO_SERVER}
      const [transport] = yield* createConnection(() => new Counter(), 'localhost', 8888)
      transport.write(encode('hello')); yield* sleep(1)`,
    prints: ['5 bytes came'],
  },
  DatagramProtocol: {
    after: `const [transport] = yield* createDatagramEndpoint(() => new DatagramProtocol(), { remoteAddr: ['127.0.0.1', 9999] })
      transport.sendto(encode('hello')); yield* sleep(1)`,
    prints: [/^hello from 127\.0\.0\.1 \d+/],
  },
  Server: {
    before: `${ECHO}
const self = currentTask(); getRunningLoop().callLater(9, () => self?.cancel())`,
    throws: 'CancelledError',
  },
  SimulatedNetwork: { after: `setNetwork(null)` },
  'SimulatedNetwork#2': {
    after: `try { yield* openConnection('api.example', 81) } catch (error) { console.log(String(error)) }
      setNetwork(null)`,
    prints: [/^ConnectionRefusedError/],
  },
  PairedSocket: {},
  socketPair: { prints: ['hello'] },
  DefaultSelector: { prints: ['Bob: hello'] },
  IncompleteReadError: {
    before: `${CONNECTED}\nwriter.write(encode('hello')); writer.writeEof()`,
    prints: ['only 5 of 8 bytes'],
  },
  LimitOverrunError: {
    before: `${ECHO_SERVER}\nconst [reader, writer] = yield* openConnection('localhost', 8888, { limit: 10 })
      writer.write(encode('a line that is far too long\\n'))`,
    after: `console.log(decode(yield* reader.readuntil(encode('\\n'))).length < 28)`,
    prints: ['true'],
  },
  StreamReaderProtocol: {
    before: ECHO_SERVER,
    after: `writer.write(encode('hello\\n')); console.log(decode(yield* reader.readline()))`,
    prints: ['hello\n'],
  },
  StreamReader: {
    before: `${CONNECTED}\nwriter.write(encode('one\\ntwo\\n')); writer.writeEof()`,
    prints: ['one\n', 'two\n'],
  },
  StreamWriter: { before: ECHO_SERVER, after: `console.log(decode(yield* reader.read()))`, prints: [/^(hello\n)?$/] },
  openConnection: { before: ECHO_SERVER, prints: ['hello\n'] },
  startServer: {
    after: `const [reader, writer] = yield* openConnection('localhost', 8888)
      writer.write(encode('hello\\n')); console.log(decode(yield* reader.read())); server.close()`,
    prints: ['hello\n'],
  },
  Process: { after: `console.log(decode(out!))`, prints: ['hello'] },
  createSubprocessExec: { prints: ['hello\n'] },
  createSubprocessShell: { after: `console.log(decode(out!))`, prints: ['one\ntwo\n'] },
  SubprocessProtocol: {
    after: `yield* subprocessExec(() => new Output(), 'echo', 'hello'); yield* sleep(1)`,
    prints: ['1 hello\n'],
  },
  SubprocessTransport: {
    before: `const [transport] = yield* subprocessExec(() => new SubprocessProtocol(), 'sleep', '1')`,
    after: `yield* sleep(2); console.log(transport.getReturncode())`,
    prints: [/^\d+ undefined$/, '0'],
  },
  ProcessLookupError: {
    before: `const process = yield* createSubprocessExec('true'); yield* process.wait()`,
    prints: ['it has ended already'],
  },
  subprocessExec: { after: `yield* sleep(1)`, prints: ['1 hello\n'] },
  subprocessShell: {
    after: `transport.setProtocol(new (class extends SubprocessProtocol {
        override pipeDataReceived(fd: number, data: Uint8Array) { console.log(fd, decode(data)) }
      })())
      yield* sleep(2)`,
    prints: ['1 done\n'],
  },
  TlsContext: {
    before: `setNetwork(new SimulatedNetwork({ hosts: ['shop.example'] }))\n${ECHO}`,
    after: `writer.write(encode('hello\\n')); console.log(decode(yield* reader.readline()))`,
    prints: ['hello\n'],
  },
  BaseTransport: { before: TRANSPORT, after: `console.log(transport.isClosing())`, prints: ['true'] },
  ReadTransport: {
    before: TRANSPORT,
    after: `transport.write(encode('hello')); yield* sleep(0.5); console.log('nothing yet'); yield* sleep(1)`,
    prints: ['nothing yet', 'hello'],
  },
  WriteTransport: { before: TRANSPORT, after: `yield* sleep(1)`, prints: ['hello'] },
  Transport: { before: ECHO_SERVER, after: `console.log(protocol instanceof Protocol)`, prints: ['true'] },
  DatagramTransport: {
    before: `${DATAGRAMS}\nconst [transport] = yield* createDatagramEndpoint(() => new DatagramProtocol(), { localAddr: ['127.0.0.1', 0] })`,
    after: `yield* sleep(1)`,
    prints: ['hello'],
  },
  NodeNetwork: {
    outside: true,
    before: `function* main(): Coroutine<void> {
        yield* startServer(function* (_, writer) { writer.close() }, '127.0.0.1', 0)
        console.log('a real port')
      }`,
    after: `setNetwork(null)`,
    prints: ['a real port'],
  },
}
