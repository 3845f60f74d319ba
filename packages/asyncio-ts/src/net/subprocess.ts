import {
  type Coroutine,
  type EventLoop,
  Future,
  gather,
  getRunningLoop,
  own,
  ownMethod,
  printable,
  repr,
  watched,
} from '../core.js'
import { ChildProcess, DEVNULL, PIPE, STDOUT } from './child-process.js'
import { FlowControl } from './flow-control.js'
import { BrokenPipeError, ConnectionResetError, OSError } from './os-errors.js'
import { type Program, programOf, shell } from './programs.js'
import { SubprocessProtocol } from './protocols.js'
import { StreamReader } from './stream-reader.js'
import { StreamWriter, type WriterProtocol } from './stream-writer.js'
import { ProcessTransport } from './subprocess-transport.js'
import type { ReadTransport, SubprocessTransport, WriteTransport } from './transports.js'

export { DEVNULL, PIPE, STDOUT }

/** What all functions take that start a process. */
export interface SubprocessOptions {
  /** `PIPE`, `DEVNULL`, or null: nothing comes. */
  readonly stdin?: typeof PIPE | typeof DEVNULL | null | undefined
  /** `PIPE`, `DEVNULL`, or null: the console. */
  readonly stdout?: typeof PIPE | typeof DEVNULL | null | undefined
  /** `PIPE`, `STDOUT`, `DEVNULL`, or null: the console. */
  readonly stderr?: typeof PIPE | typeof STDOUT | typeof DEVNULL | null | undefined
  /** Of the streams, as that of `openConnection`. */
  readonly limit?: number | undefined
  /** Its environment. Default: empty. */
  readonly env?: Readonly<Record<string, string>> | undefined
}

/** A name, its arguments, and perhaps options behind them. */
type Arguments = readonly string[] | readonly [...string[], SubprocessOptions]

/**
 * A process that was started. Made by `createSubprocessExec` and `createSubprocessShell`.
 *
 * Mirrors `Process` in `Lib/asyncio/subprocess.py`.
 *
 * @example
 * ```ts
 * const process = yield* createSubprocessExec('cat', { stdin: PIPE, stdout: PIPE })
 * const [out] = yield* process.communicate(encode('hello'))
 * ```
 */
export class Process {
  static {
    printable(Process)
    ownMethod(Process.prototype, 'wait', 'Process.wait')
    ownMethod(Process.prototype, 'communicate', 'Process.communicate')
  }
  /** Its number. */
  readonly pid: number
  /** Where to write what it reads; undefined: it has no pipe there. */
  readonly stdin: StreamWriter | undefined
  /** What it writes; undefined: it has no pipe there. */
  readonly stdout: StreamReader | undefined
  /** What it writes of errors; undefined: it has no pipe there. */
  readonly stderr: StreamReader | undefined
  readonly #transport: ProcessTransport

  /** @internal */
  constructor(transport: ProcessTransport, protocol: SubprocessStreamProtocol) {
    this.pid = transport.getPid()
    this.stdin = protocol.stdin
    this.stdout = protocol.stdout
    this.stderr = protocol.stderr
    this.#transport = transport
  }

  /** With what it has ended; undefined: it has not. Negative: the number of the signal that ended it. */
  get returncode(): number | undefined {
    return this.#transport.getReturncode()
  }

  /** Waits until it has ended and its pipes are closed, and gives its exit code. */
  *wait(): Coroutine<number> {
    return yield* this.#transport._wait()
  }

  /** Writes `input` to it, reads all that it writes, and waits until it has ended. Without a pipe there is nothing. */
  *communicate(input?: Uint8Array): Coroutine<[stdout: Uint8Array | undefined, stderr: Uint8Array | undefined]> {
    const [, stdout, stderr] = yield* gather([
      this.#feed(input),
      this.#read(1, this.stdout),
      this.#read(2, this.stderr),
    ])
    yield* this.wait()
    return [stdout, stderr]
  }

  /**
   * Sends it a signal, by its number: 15 asks it to end, 9 ends it; others do nothing.
   *
   * @throws ProcessLookupError when it has ended.
   */
  sendSignal(signal: number): void {
    this.#transport.sendSignal(signal)
  }

  /** Asks it to end: its program is cancelled, and can clean up. @throws as `sendSignal`. */
  terminate(): void {
    this.#transport.terminate()
  }

  /** Ends it. @throws as `sendSignal`. */
  kill(): void {
    this.#transport.kill()
  }

  toString(): string {
    return `<Process ${this.pid}>`
  }

  *#feed(input: Uint8Array | undefined): Coroutine<void> {
    const { stdin } = this
    if (stdin === undefined) return
    try {
      if (input !== undefined) stdin.write(input)
      yield* stdin.drain()
    } catch (error) {
      // It reads no more.
      if (!(error instanceof BrokenPipeError || error instanceof ConnectionResetError)) throw error
    }
    stdin.close()
  }

  *#read(fd: number, stream: StreamReader | undefined): Coroutine<Uint8Array | undefined> {
    if (stream === undefined) return undefined
    const pipe = this.#transport.getPipeTransport(fd)
    const all = yield* stream.read()
    pipe?.close()
    return all
  }
}

/**
 * Feeds the streams of a process.
 *
 * Mirrors `SubprocessStreamProtocol` in `Lib/asyncio/subprocess.py`.
 */
class SubprocessStreamProtocol extends SubprocessProtocol implements WriterProtocol {
  stdin: StreamWriter | undefined
  stdout: StreamReader | undefined
  stderr: StreamReader | undefined
  readonly #loop: EventLoop
  readonly #limit: number | undefined
  readonly #flow: FlowControl
  readonly #stdinClosed: Future<void>
  readonly #open = new Set<number>()
  #transport: SubprocessTransport | null = null
  #exited = false

  constructor(loop: EventLoop, limit: number | undefined) {
    super()
    this.#loop = loop
    this.#limit = limit
    this.#flow = new FlowControl(loop)
    this.#stdinClosed = new ClosedInput({ loop })
  }

  override connectionMade(transport: SubprocessTransport): void {
    this.#transport = transport
    this.stdout = this.#readerOf(transport, 1)
    this.stderr = this.#readerOf(transport, 2)
    const input = transport.getPipeTransport(0)
    if (input !== undefined) this.stdin = new StreamWriter(input as WriteTransport, this, null, this.#loop)
  }

  override pipeDataReceived(fd: number, data: Uint8Array): void {
    this.#reader(fd)?.feedData(data)
  }

  override pipeConnectionLost(fd: number, error?: Error): void {
    if (fd === 0) {
      this.stdin?.close()
      this.#flow.connectionLost(error)
      if (error === undefined) this.#stdinClosed.setResult(undefined)
      else {
        this.#stdinClosed.setException(error)
        // Nobody has to wait for the end of a pipe.
        this.#stdinClosed._fetched()
      }
      return
    }
    if (error === undefined) this.#reader(fd)?.feedEof()
    else this.#reader(fd)?.setException(error)
    this.#open.delete(fd)
    this.#closeWhenDone()
  }

  override processExited(): void {
    this.#exited = true
    this.#closeWhenDone()
  }

  override connectionLost(error?: Error): void {
    this.#flow.connectionLost(error)
  }

  override pauseWriting(): void {
    this.#flow.pauseWriting()
  }

  override resumeWriting(): void {
    this.#flow.resumeWriting()
  }

  /** @internal */
  _drained(): Coroutine<void> {
    return this.#flow.drained()
  }

  /** @internal */
  _closedOf(): Future<void> {
    return this.#stdinClosed
  }

  #readerOf(transport: SubprocessTransport, fd: number): StreamReader | undefined {
    const pipe = transport.getPipeTransport(fd)
    if (pipe === undefined) return undefined
    const reader = new StreamReader({ limit: this.#limit, loop: this.#loop })
    reader.setTransport(pipe as ReadTransport)
    this.#open.add(fd)
    return reader
  }

  #reader(fd: number): StreamReader | undefined {
    return fd === 1 ? this.stdout : this.stderr
  }

  #closeWhenDone(): void {
    if (this.#open.size > 0 || !this.#exited) return
    this.#transport?.close()
    this.#transport = null
  }
}

class ClosedInput extends Future<void> {
  override _purpose(): string {
    return 'the end of a pipe'
  }
}

/**
 * Starts a program, by its name and arguments. Simulated: it is one of those given to `registerProgram`, and runs as a task
 * of the same loop that has nothing of this program but its pipes.
 *
 * Mirrors `create_subprocess_exec` in `Lib/asyncio/subprocess.py`.
 *
 * @throws OSError when there is no such program.
 *
 * @example
 * ```ts
 * const process = yield* createSubprocessExec('echo', 'hello', { stdout: PIPE })
 * console.log(decode(yield* process.stdout!.readline()))
 * ```
 */
export function createSubprocessExec(program: string, ...rest: Arguments): Coroutine<Process> {
  return watched(streamsOfExec(commandOf(program, rest)), 'createSubprocessExec', createSubprocessExec)
}

/**
 * Has a shell run a line. Simulated: words, quotes, `;`, `&&` and `||`, and programs as those of `createSubprocessExec`.
 *
 * Mirrors `create_subprocess_shell` in `Lib/asyncio/subprocess.py`.
 *
 * @example
 * ```ts
 * const process = yield* createSubprocessShell('echo one && echo two', { stdout: PIPE })
 * const [out] = yield* process.communicate()
 * ```
 */
export function createSubprocessShell(line: string, options: SubprocessOptions = {}): Coroutine<Process> {
  return watched(streamsOfShell(lineOf(line, options)), 'createSubprocessShell', createSubprocessShell)
}

/**
 * Starts a program for a protocol, which is told of each of its pipes; all three are pipes unless options say otherwise. For
 * programs that want no streams: `createSubprocessExec` has them.
 *
 * Mirrors `loop.subprocess_exec` in `Lib/asyncio/base_events.py`, on the running loop.
 *
 * @throws OSError when there is no such program.
 *
 * @example
 * ```ts
 * class Output extends SubprocessProtocol {
 *   override pipeDataReceived(fd: number, data: Uint8Array) {
 *     console.log(fd, decode(data))
 *   }
 * }
 * const [transport, protocol] = yield* subprocessExec(() => new Output(), 'echo', 'hello')
 * ```
 */
export function subprocessExec<P extends SubprocessProtocol>(
  protocolFactory: () => P,
  program: string,
  ...rest: Arguments
): Coroutine<[SubprocessTransport, P]> {
  return watched(startingExec(protocolFactory, commandOf(program, rest)), 'subprocessExec', subprocessExec)
}

/**
 * Has a shell run a line, for a protocol: as `subprocessExec`, with a line as that of `createSubprocessShell`.
 *
 * Mirrors `loop.subprocess_shell` in `Lib/asyncio/base_events.py`, on the running loop.
 *
 * @example
 * ```ts
 * const [transport] = yield* subprocessShell(() => new SubprocessProtocol(), 'sleep 1 && echo done')
 * ```
 */
export function subprocessShell<P extends SubprocessProtocol>(
  protocolFactory: () => P,
  line: string,
  options: SubprocessOptions = {},
): Coroutine<[SubprocessTransport, P]> {
  return watched(startingShell(protocolFactory, lineOf(line, options)), 'subprocessShell', subprocessShell)
}

/** What shall be started, looked up when it is. */
interface Command {
  readonly args: readonly string[]
  readonly options: SubprocessOptions
  readonly find: () => Program
}

function commandOf(name: string, rest: Arguments): Command {
  const last = rest[rest.length - 1]
  const options = typeof last === 'object' ? last : {}
  const args = [name, ...(rest as readonly unknown[]).filter((each): each is string => each !== options)]
  const find = (): Program => {
    for (const each of args) if (typeof each !== 'string') throw new TypeError(`arguments are texts, got ${repr(each)}`)
    const program = programOf(name)
    if (program === undefined) throw new OSError(2, `No such file or directory: '${name}'`)
    return program
  }
  return { args, options, find }
}

function lineOf(line: string, options: SubprocessOptions): Command {
  const find = (): Program => {
    if (typeof line !== 'string') throw new TypeError(`cmd must be a text, got ${repr(line)}`)
    return (process) => shell(process, line)
  }
  return { args: ['sh', '-c', line], options, find }
}

function* streaming(command: Command): Coroutine<Process> {
  const loop = getRunningLoop()
  const { stdin = null, stdout = null, stderr = null, limit } = command.options
  const options = { ...command.options, stdin, stdout, stderr }
  const protocol = new SubprocessStreamProtocol(loop, limit)
  const [transport] = yield* starting(() => protocol, { ...command, options })
  return new Process(transport, protocol)
}

function* starting<P extends SubprocessProtocol>(
  protocolFactory: () => P,
  { args, options, find }: Command,
): Coroutine<[ProcessTransport, P]> {
  const loop = getRunningLoop()
  const { stdin = PIPE, stdout = PIPE, stderr = PIPE, env = {} } = options
  const protocol = protocolFactory()
  const process = new ChildProcess(loop, find(), { args, env }, { stdin, stdout, stderr })
  const waiter = new Starting({ loop })
  const transport = new ProcessTransport(loop, protocol, process, waiter)
  try {
    yield* waiter
  } catch (error) {
    transport.close()
    yield* transport._wait()
    throw error
  }
  return [transport, protocol]
}

// Each by the name of the function that it belongs to.
function* streamsOfExec(command: Command): Coroutine<Process> {
  return yield* streaming(command)
}
own(streamsOfExec, 'createSubprocessExec')

function* streamsOfShell(command: Command): Coroutine<Process> {
  return yield* streaming(command)
}
own(streamsOfShell, 'createSubprocessShell')

function* startingExec<P extends SubprocessProtocol>(
  factory: () => P,
  command: Command,
): Coroutine<[SubprocessTransport, P]> {
  return yield* starting(factory, command)
}
own(startingExec, 'subprocessExec')

function* startingShell<P extends SubprocessProtocol>(
  factory: () => P,
  command: Command,
): Coroutine<[SubprocessTransport, P]> {
  return yield* starting(factory, command)
}
own(startingShell, 'subprocessShell')

class Starting extends Future<void> {
  override _purpose(): string {
    return 'the start of a process'
  }
}
