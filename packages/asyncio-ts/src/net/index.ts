/*
 * The entry `asyncio-ts/net`: streams, transports and protocols, and a network that is simulated within the program.
 */
export { decode, encode } from './bytes.js'
export type { LinkConditions } from './conditions.js'
export { type ConnectionOptions, createConnection, createServer, type ServerOptions } from './connections.js'
export { createDatagramEndpoint, type DatagramEndpointOptions } from './datagrams.js'
export { DefaultSelector, type DefaultSelectorOptions } from './default-selector.js'
export { getNetwork, setNetwork } from './networks.js'
export {
  BlockingIOError,
  BrokenPipeError,
  ConnectionAbortedError,
  ConnectionError,
  ConnectionRefusedError,
  ConnectionResetError,
  GaiError,
  OSError,
  ProcessLookupError,
  SslError,
} from './os-errors.js'
export { type Program, type ProgramProcess, registerProgram } from './programs.js'
export { BaseProtocol, BufferedProtocol, DatagramProtocol, Protocol, SubprocessProtocol } from './protocols.js'
export { Server } from './server.js'
export { SimulatedNetwork, type SimulatedNetworkOptions } from './simulated-network.js'
export { type PairedSocket, socketPair } from './socket-pair.js'
export type { Address, Network } from './sockets.js'
export { IncompleteReadError, LimitOverrunError } from './stream-errors.js'
export { type ClientConnected, StreamReaderProtocol, type StreamReaderProtocolOptions } from './stream-protocol.js'
export { StreamReader, type StreamReaderOptions } from './stream-reader.js'
export { StreamWriter } from './stream-writer.js'
export { type OpenConnectionOptions, openConnection, type StartServerOptions, startServer } from './streams.js'
export {
  createSubprocessExec,
  createSubprocessShell,
  DEVNULL,
  PIPE,
  Process,
  STDOUT,
  type SubprocessOptions,
  subprocessExec,
  subprocessShell,
} from './subprocess.js'
export { type Certificate, type StartTlsOptions, TlsContext, type TlsContextOptions } from './tls-context.js'
export {
  BaseTransport,
  DatagramTransport,
  type ExtraInfo,
  ReadTransport,
  SubprocessTransport,
  Transport,
  type WriteBufferLimits,
  WriteTransport,
} from './transports.js'
