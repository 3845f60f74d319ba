import { type Coroutine, type EventLoop, Future, RuntimeError, type TimerHandle, ValueError } from '../core.js'
import { ByteQueue } from './byte-queue.js'
import { checkBytes, copyOf, decode, encode } from './bytes.js'
import { ConnectionAbortedError, SslError } from './os-errors.js'
import { type BaseProtocol, Protocol } from './protocols.js'
import { nameMessage, tellRead } from './telling.js'
import { type Certificate, faultOf, type StartTlsOptions, TlsContext } from './tls-context.js'
import { Transport, type WriteBufferLimits } from './transports.js'

/** What one side tells the other. The first byte of a record, before its length in four and its body. */
const HELLO = 1
const CERTIFICATE = 2
const FINISHED = 3
const DATA = 4
const ALERT = 5
const CLOSE = 6
const HEAD = 5
/** What traces call them; of DATA they show what is in it. */
const NAMES = ['', 'hello', 'certificate', 'finished', 'data', 'alert', 'close']

const HANDSHAKE_TIMEOUT = 60

interface Handshake {
  readonly loop: EventLoop
  readonly context: TlsContext
  readonly serverSide: boolean
  readonly host: string
  readonly timeout: number
  /** Gets its result when the handshake is over. */
  readonly waiter: Future<void> | null
  /** Whether the protocol above is yet to hear of a connection. */
  readonly tellsConnection: boolean
}

/**
 * Stands between a connection and its protocol, and is a protocol to the one and a transport to the other. Records are sent
 * as they are: see TlsContext.
 *
 * Mirrors `SSLProtocol` in `Lib/asyncio/sslproto.py`.
 */
class TlsProtocol extends Protocol {
  readonly #handshake: Handshake
  readonly transport: TlsTransport
  readonly #incoming = new ByteQueue()
  /** What was written before the handshake was over. */
  readonly #early: Uint8Array[] = []
  #below: Transport | null = null
  #state: 'handshake' | 'open' | 'closed' = 'handshake'
  #timer: TimerHandle | null = null

  constructor(handshake: Handshake, above: BaseProtocol) {
    super()
    this.#handshake = handshake
    this.transport = new TlsTransport(this, above, handshake.context)
  }

  get below(): Transport {
    return this.#below as Transport
  }

  /** @internal What comes through is the protocol's above, or the handshake's. */
  override get _tellsReads(): boolean {
    return true
  }

  override connectionMade(below: Transport): void {
    this.#below = below
    Object.assign(this.transport._extra, below._extra)
    const { loop, timeout, serverSide, host } = this.#handshake
    this.#timer = loop.callLater(timeout, () => {
      const text = `SSL handshake is taking longer than ${timeout} seconds: aborting the connection`
      this.#fail(new ConnectionAbortedError(103, text))
    })
    if (!serverSide) this.#send(HELLO, encode(host))
  }

  override dataReceived(data: Uint8Array): void {
    this.#incoming.push(data)
    while (this.#incoming.length >= HEAD) {
      const [kind = 0, a = 0, b = 0, c = 0, d = 0] = this.#incoming.whole()
      const size = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
      if (kind < HELLO || kind > CLOSE) {
        this.#fail(new SslError(1, 'wrong version number'))
        return
      }
      if (this.#incoming.length < HEAD + size) return
      this.#incoming.drop(HEAD)
      this.#record(kind, this.#incoming.take(size))
    }
  }

  override eofReceived(): boolean {
    if (this.#state === 'handshake') this.#fail(new SslError(8, 'EOF occurred in violation of protocol'))
    else if (this.#state === 'open') this.#ended()
    return false
  }

  override connectionLost(error?: Error): void {
    this.#timer?.cancel()
    const { waiter, loop } = this.#handshake
    const before = this.#state
    this.#state = 'closed'
    if (before === 'handshake') {
      if (waiter !== null && !waiter.done())
        waiter.setException(error ?? new SslError(8, 'EOF occurred in violation of protocol'))
      if (this.#handshake.tellsConnection) return
    }
    loop.callSoon(() => this.transport.getProtocol().connectionLost(error))
  }

  override pauseWriting(): void {
    this.transport.getProtocol().pauseWriting()
  }

  override resumeWriting(): void {
    this.transport.getProtocol().resumeWriting()
  }

  write(data: Uint8Array): void {
    if (this.#state === 'open') this.#send(DATA, data)
    else if (this.#state === 'handshake') this.#early.push(copyOf(data))
  }

  close(): void {
    if (this.#state === 'open') this.#send(CLOSE, encode(''))
    this.#below?.close()
  }

  #record(kind: number, body: Uint8Array): void {
    const { loop, context, serverSide, host } = this.#handshake
    if (this.#state === 'closed') return
    if (kind === DATA && this.#state === 'open') {
      const above = this.transport.getProtocol() as Protocol
      if (loop._trace !== null && !above._tellsReads) tellRead(loop, this.below.getExtraInfo('socket'), body)
      above.dataReceived(body)
    } else if (kind === CLOSE) this.#ended()
    else if (kind === ALERT) this.#fail(new SslError(1, decode(body)))
    else if (kind === HELLO && serverSide)
      this.#send(CERTIFICATE, encode(JSON.stringify(context.certificate ?? { names: [] })))
    else if (kind === CERTIFICATE && !serverSide) {
      const fault = faultOf(context, JSON.parse(decode(body)) as Certificate, host)
      if (fault === undefined) {
        this.#send(FINISHED, encode(''))
        this.#open()
      } else {
        this.#send(ALERT, encode('tlsv1 alert unknown ca'))
        this.#fail(new SslError(1, `[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ${fault}`))
      }
    } else if (kind === FINISHED && serverSide) this.#open()
  }

  #open(): void {
    const { waiter, tellsConnection } = this.#handshake
    this.#timer?.cancel()
    this.#state = 'open'
    if (tellsConnection) this.transport.getProtocol().connectionMade(this.transport)
    if (waiter !== null && !waiter.done()) waiter.setResult(undefined)
    for (const data of this.#early.splice(0)) this.#send(DATA, data)
  }

  #ended(): void {
    ;(this.transport.getProtocol() as Protocol).eofReceived()
    this.#below?.close()
  }

  #fail(error: Error): void {
    this.#timer?.cancel()
    const { waiter } = this.#handshake
    if (this.#state === 'handshake' && waiter !== null && !waiter.done()) waiter.setException(error)
    const below = this.#below as Transport & { _forceClose?(error: Error): void }
    // What was said last shall still arrive.
    if (this.#state === 'handshake' && below.getWriteBufferSize() === 0) below.close()
    else below._forceClose?.(error)
  }

  #send(kind: number, body: Uint8Array): void {
    const record = new Uint8Array(HEAD + body.length)
    record.set([kind, body.length >>> 24, (body.length >>> 16) & 255, (body.length >>> 8) & 255, body.length & 255])
    record.set(body, HEAD)
    if (this.#handshake.loop._trace !== null) nameMessage(record, kind === DATA ? body : `TLS: ${NAMES[kind]}`)
    this.below.write(record)
  }
}

/** The transport that a protocol above TLS sees. */
class TlsTransport extends Transport {
  readonly #tls: TlsProtocol
  #above: BaseProtocol
  #closing = false

  constructor(tls: TlsProtocol, above: BaseProtocol, context: TlsContext) {
    super()
    this.#tls = tls
    this.#above = above
    this._extra.sslcontext = context
  }

  isClosing(): boolean {
    return this.#closing || this.#tls.below.isClosing()
  }

  close(): void {
    if (this.#closing) return
    this.#closing = true
    this.#tls.close()
  }

  abort(): void {
    this.#closing = true
    this.#tls.below.abort()
  }

  setProtocol(protocol: BaseProtocol): void {
    this.#above = protocol
  }

  getProtocol(): BaseProtocol {
    return this.#above
  }

  isReading(): boolean {
    return this.#tls.below.isReading()
  }

  pauseReading(): void {
    this.#tls.below.pauseReading()
  }

  resumeReading(): void {
    this.#tls.below.resumeReading()
  }

  setWriteBufferLimits(limits?: WriteBufferLimits): void {
    this.#tls.below.setWriteBufferLimits(limits)
  }

  getWriteBufferLimits(): readonly [low: number, high: number] {
    return this.#tls.below.getWriteBufferLimits()
  }

  getWriteBufferSize(): number {
    return this.#tls.below.getWriteBufferSize()
  }

  write(data: Uint8Array): void {
    checkBytes(data)
    if (data.length > 0 && !this.#closing) this.#tls.write(data)
  }

  writeEof(): void {
    throw new RuntimeError('a connection under TLS has no half that can be ended: close() it')
  }

  canWriteEof(): boolean {
    return false
  }
}

/** What a connection is made with: true is a client that verifies. */
export function contextOf(ssl: TlsContext | boolean): TlsContext {
  if (ssl instanceof TlsContext) return ssl
  if (ssl === true) return new TlsContext()
  throw new TypeError('ssl argument must be a TlsContext or true')
}

/** Who stands between a new connection and `above`; its `transport` is what that one sees. */
export function tlsBelow(
  loop: EventLoop,
  above: BaseProtocol,
  context: TlsContext,
  serverSide: boolean,
  options: StartTlsOptions,
  waiter: Future<void>,
): TlsProtocol {
  return new TlsProtocol(handshakeOf(loop, context, serverSide, options, waiter, true), above)
}

/** Puts TLS on a connection that is there, and gives the transport above it. */
export function* startTlsOn(
  loop: EventLoop,
  transport: Transport,
  above: BaseProtocol,
  context: TlsContext,
  serverSide: boolean,
  options: StartTlsOptions,
): Coroutine<Transport> {
  const waiter = new Future<void>({ loop })
  const tls = new TlsProtocol(handshakeOf(loop, context, serverSide, options, waiter, false), above)
  // Nothing may reach the protocol above that is meant for the handshake.
  transport.pauseReading()
  transport.setProtocol(tls)
  loop.callSoon(() => tls.connectionMade(transport))
  loop.callSoon(() => transport.resumeReading())
  try {
    yield* waiter
  } catch (error) {
    transport.close()
    throw error
  }
  return tls.transport
}

function handshakeOf(
  loop: EventLoop,
  context: TlsContext,
  serverSide: boolean,
  { serverHostname = '', sslHandshakeTimeout: timeout = HANDSHAKE_TIMEOUT }: StartTlsOptions,
  waiter: Future<void>,
  tellsConnection: boolean,
): Handshake {
  if (!(timeout > 0)) throw new ValueError(`sslHandshakeTimeout should be a positive number, got ${timeout}`)
  if (serverSide && context.certificate === undefined) {
    throw new ValueError('a server needs a certificate: new TlsContext({ certificate: { names } })')
  }
  return { loop, context, serverSide, host: serverHostname, timeout, waiter, tellsConnection }
}
