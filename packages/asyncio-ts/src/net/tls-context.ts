import { repr, ValueError } from '../core.js'

/** What a simulated server shows in a handshake: no key, only what a client looks at. */
export interface Certificate {
  /** The names it is good for; `*.example` stands for all one level below. */
  readonly names: readonly string[]
  /** Whether somebody whom clients trust has issued it. Default: true. */
  readonly trusted?: boolean
  /** Whether its time is over. Default: false. */
  readonly expired?: boolean
}

/** What `new TlsContext` takes. */
export interface TlsContextOptions {
  /** Of a server: what it shows. */
  readonly certificate?: Certificate
  /** Of a client: whether it looks at the certificate at all. Default: true. */
  readonly verify?: boolean
  /** Of a client: whether the certificate must be good for the name that was asked for. Default: true. */
  readonly checkHostname?: boolean
}

/** Of a connection under TLS. */
export interface StartTlsOptions {
  /** The name that the certificate must be good for. Default: the host that was connected to. */
  readonly serverHostname?: string | undefined
  /** How long the handshake may take, in seconds. Default: 60. */
  readonly sslHandshakeTimeout?: number | undefined
}

/**
 * How TLS is used. **Simulated: nothing is encrypted and nothing is proved.** What is like TLS 1.3 is the shape: one more
 * round trip before the first byte, a certificate that a client checks, a connection that fails when it does not hold.
 *
 * Mirrors `ssl.SSLContext`: the default is that of `ssl.create_default_context()`, a client that verifies.
 *
 * @example
 * ```ts
 * const certificate = { names: ['shop.example'] }
 * yield* startServer(serve, 'shop.example', 443, { ssl: new TlsContext({ certificate }) })
 * const [reader, writer] = yield* openConnection('shop.example', 443, { ssl: true })
 * ```
 */
export class TlsContext {
  /** Of a server: what it shows. */
  readonly certificate: Certificate | undefined
  /** Of a client: whether it looks at the certificate at all. */
  readonly verify: boolean
  /** Of a client: whether the certificate must be good for the name. */
  readonly checkHostname: boolean

  constructor(options: TlsContextOptions = {}) {
    const { certificate, verify = true, checkHostname = verify } = options
    if (certificate !== undefined && !Array.isArray(certificate.names)) {
      throw new TypeError(`a certificate has names, as { names: ['shop.example'] }; got ${repr(certificate)}`)
    }
    if (checkHostname && !verify) throw new ValueError('checkHostname needs verify')
    this.certificate = certificate
    this.verify = verify
    this.checkHostname = checkHostname
  }
}

/** Why a client does not trust a certificate, in OpenSSL's words; undefined: it does. */
export function faultOf(
  context: TlsContext,
  { names, trusted, expired }: Certificate,
  host: string,
): string | undefined {
  if (!context.verify) return undefined
  if (trusted === false) return 'self-signed certificate'
  if (expired === true) return 'certificate has expired'
  if (!context.checkHostname || names.some((name) => covers(name, host))) return undefined
  return `Hostname mismatch, certificate is not valid for '${host}'.`
}

function covers(name: string, host: string): boolean {
  return name.startsWith('*.') ? host.slice(host.indexOf('.')) === name.slice(1) : name === host
}
