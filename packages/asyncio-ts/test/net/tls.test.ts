import { describe, expect, test } from 'vitest'
import { type Coroutine, gather, getRunningLoop, runSync, sleep, ValueError } from '../../src/index.js'
import {
  type Certificate,
  ConnectionAbortedError,
  decode,
  encode,
  openConnection,
  SimulatedNetwork,
  SslError,
  type StreamReader,
  type StreamWriter,
  setNetwork,
  startServer,
  TlsContext,
} from '../../src/net/index.js'

const HOST = 'shop.example'
const time = (): number => Number(getRunningLoop().time().toPrecision(6))

function* echo(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  const line = yield* reader.readline()
  writer.write(line)
  yield* writer.drain()
  writer.close()
}

/** Runs `client` beside a server with a certificate. */
function withServer<T>(certificate: Certificate, client: () => Coroutine<T>): T {
  setNetwork(new SimulatedNetwork({ hosts: [HOST, 'other.example'], latency: 1 }))
  try {
    return runSync(function* () {
      const ssl = new TlsContext({ certificate })
      const server = yield* startServer(echo, [HOST, 'other.example'], 443, { ssl })
      const result = yield* client()
      server.close()
      return result
    })
  } finally {
    setNetwork(null)
  }
}

function* failure(coroutine: Coroutine<unknown>): Coroutine<Error> {
  const [error] = yield* gather([coroutine], { returnExceptions: true })
  return error as Error
}

describe('TLS, simulated,', () => {
  test('takes a round trip more than a connection, and carries what is written', () => {
    withServer({ names: [HOST] }, function* () {
      const before = time()
      const [reader, writer] = yield* openConnection('10.0.0.2', 443, { ssl: true, serverHostname: HOST })
      // Two for the connection, two for the handshake.
      expect(time() - before).toBe(4)
      expect(writer.getExtraInfo('sslcontext')).toBeInstanceOf(TlsContext)
      expect(writer.getExtraInfo('peername')).toEqual(['10.0.0.2', 443])
      expect(writer.canWriteEof()).toBe(false)
      expect(() => writer.writeEof()).toThrow(/close\(\) it/)
      writer.write(encode('hello\n'))
      expect(decode(yield* reader.read())).toBe('hello\n')
      writer.close()
      yield* writer.waitClosed()
    })
  })

  test.each<[string, Certificate, string]>([
    ['another name', { names: ['other.example'] }, `Hostname mismatch, certificate is not valid for '${HOST}'.`],
    ['one that nobody trusts', { names: [HOST], trusted: false }, 'self-signed certificate'],
    ['an old one', { names: [HOST], expired: true }, 'certificate has expired'],
  ])('fails when the certificate is for %s', (_, certificate, why) => {
    withServer(certificate, function* () {
      const error = yield* failure(openConnection(HOST, 443, { ssl: true }))
      expect(error).toBeInstanceOf(SslError)
      expect(error.message).toBe(`[Errno 1] [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ${why}`)
      const careless = new TlsContext({ verify: false })
      const [, writer] = yield* openConnection(HOST, 443, { ssl: careless })
      writer.close()
      yield* sleep(5)
    })
  })

  test('knows names with a star, and the name that is asked for apart from the host', () => {
    withServer({ names: ['*.example'] }, function* () {
      for (const host of [HOST, 'other.example']) (yield* openConnection(host, 443, { ssl: true }))[1].close()
      const wrong = openConnection(HOST, 443, { ssl: true, serverHostname: 'a.shop.example' })
      expect(yield* failure(wrong)).toBeInstanceOf(SslError)
      yield* sleep(5)
    })
  })

  test('gives up a handshake that takes too long, and one with who speaks something else', () => {
    withServer({ names: [HOST] }, function* () {
      yield* startServer(() => {}, HOST, 80)
      const silent = yield* failure(openConnection(HOST, 80, { ssl: true, sslHandshakeTimeout: 3 }))
      expect(silent).toBeInstanceOf(ConnectionAbortedError)
      expect(silent.message).toMatch(/handshake is taking longer than 3 seconds/)
      yield* startServer((_, writer) => writer.write(encode('HTTP/1.1 400\r\n')), HOST, 81)
      const other = yield* failure(openConnection(HOST, 81, { ssl: true }))
      expect(other).toBeInstanceOf(SslError)
      expect(other.message).toMatch(/wrong version number/)
      yield* sleep(5)
    })
  })

  test('can be started on a connection that is there', () => {
    setNetwork(new SimulatedNetwork({ latency: 1 }))
    const log: string[] = []
    runSync(function* () {
      const certificate = { names: ['localhost'] }
      const server = yield* startServer(
        function* (reader, writer) {
          log.push(decode(yield* reader.readline()))
          writer.write(encode('go on\n'))
          yield* writer.startTls(new TlsContext({ certificate }))
          log.push(decode(yield* reader.readline()))
          writer.write(encode('in secret\n'))
          writer.close()
        },
        'localhost',
        25,
      )
      const [reader, writer] = yield* openConnection('localhost', 25)
      writer.write(encode('STARTTLS\n'))
      log.push(decode(yield* reader.readline()))
      yield* writer.startTls(new TlsContext(), { serverHostname: 'localhost' })
      writer.write(encode('hello\n'))
      log.push(decode(yield* reader.readline()))
      writer.close()
      server.close()
      yield* server.waitClosed()
    })
    setNetwork(null)
    expect(log).toEqual(['STARTTLS\n', 'go on\n', 'hello\n', 'in secret\n'])
  })

  test('says what makes no sense', () => {
    expect(() => runSync(startServer(echo, 'localhost', 1, { ssl: true as never }))).toThrow(/must be a TlsContext/)
    expect(() => runSync(openConnection('localhost', 1, { serverHostname: 'x' }))).toThrow(ValueError)
    expect(() => new TlsContext({ verify: false, checkHostname: true })).toThrow('checkHostname needs verify')
    expect(() => new TlsContext({ certificate: {} as never })).toThrow(/a certificate has names/)
  })
})
