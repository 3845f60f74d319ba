/**
 * Sub-entries of `asyncio-ts` whose code comes only with programs that import them, each with the names of its values:
 * the compiler knows the names without the code. A test compares them with what the entries export.
 */
export const PARTS = {
  'asyncio-ts/executor': ['BrokenWorkerPool', 'WorkerPool', 'transfer'],
  'asyncio-ts/net': [
    ...['decode', 'encode', 'createConnection', 'createServer', 'createDatagramEndpoint', 'getNetwork', 'setNetwork'],
    ...[
      'socketPair',
      'DefaultSelector',
      'BlockingIOError',
      'BrokenPipeError',
      'ConnectionAbortedError',
      'ConnectionError',
      'ConnectionRefusedError',
    ],
    ...[
      'ConnectionResetError',
      'GaiError',
      'OSError',
      'ProcessLookupError',
      'SslError',
      'IncompleteReadError',
      'LimitOverrunError',
    ],
    ...['BaseProtocol', 'BufferedProtocol', 'DatagramProtocol', 'Protocol', 'SubprocessProtocol'],
    ...['BaseTransport', 'DatagramTransport', 'ReadTransport', 'SubprocessTransport', 'Transport', 'WriteTransport'],
    ...['Server', 'SimulatedNetwork', 'StreamReader', 'StreamReaderProtocol', 'StreamWriter', 'TlsContext'],
    ...[
      'openConnection',
      'startServer',
      'createSubprocessExec',
      'createSubprocessShell',
      'Process',
      'subprocessExec',
      'subprocessShell',
    ],
    ...['PIPE', 'STDOUT', 'DEVNULL', 'registerProgram'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** Which of them. */
export type PartName = keyof typeof PARTS

/** Their code, as `?bundle` has it: scripts that leave their exports in `var bundle`, and take the core from `__core__`. */
export type PartCode = Readonly<Partial<Record<PartName, string>>>

export function isPart(specifier: string): specifier is PartName {
  return Object.hasOwn(PARTS, specifier)
}
