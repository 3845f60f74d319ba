import { type Coroutine, EVENT_READ, type EventLoop, Future, isCancelled, isError, type Task } from '../core.js'
import { encode } from './bytes.js'
import { FlowControl } from './flow-control.js'
import { networkOf } from './networks.js'
import { ConsoleOutput, NullDevice } from './one-sided-pipes.js'
import { isOsError } from './os-errors.js'
import { ReadPipeTransport, WritePipeTransport } from './pipe-transports.js'
import { makePipe } from './pipes.js'
import type { Program, ProgramProcess } from './programs.js'
import { BaseProtocol } from './protocols.js'
import type { SocketSelector } from './socket-selector.js'
import type { StreamSocket, Watchable } from './sockets.js'
import { StreamReaderProtocol } from './stream-protocol.js'
import { StreamReader } from './stream-reader.js'
import { StreamWriter, type WriterProtocol } from './stream-writer.js'

/** A pipe to the program that starts the process. */
export const PIPE = -1
/** Of `stderr`: where `stdout` goes. */
export const STDOUT = -2
/** Nothing comes from there, and what goes there is gone. */
export const DEVNULL = -3

/** Where input comes from and output goes to; null: no input, and output to the console. */
export interface Redirections {
  readonly stdin: typeof PIPE | typeof DEVNULL | null
  readonly stdout: typeof PIPE | typeof DEVNULL | null
  readonly stderr: typeof PIPE | typeof STDOUT | typeof DEVNULL | null
}

export const SIGKILL = 9
export const SIGTERM = 15

let lastPid = 1000

/**
 * A simulated process, as the system sees it that has it run: a task of the same loop, which has nothing of the program that starts it
 * but its pipes. When it ends, its pipes are closed in their order, and then it can be waited for.
 *
 * Stands for `subprocess.Popen`, and for the descriptor by which Linux tells a loop of its end.
 */
export class ChildProcess implements Watchable {
  readonly pid: number
  /** This side's ends of its pipes; undefined: it has no such pipe. */
  readonly pipes: readonly [
    stdin: StreamSocket | undefined,
    stdout: StreamSocket | undefined,
    stderr: StreamSocket | undefined,
  ]
  readonly #selector: SocketSelector
  readonly #own: readonly [ReadPipeTransport, WritePipeTransport, WritePipeTransport]
  readonly #run: () => Coroutine<void>
  #task: Task<void> | null = null
  readonly #loop: EventLoop
  #signalled = 0
  #ending = false
  #returncode: number | undefined

  constructor(loop: EventLoop, program: Program, given: Pick<ProgramProcess, 'args' | 'env'>, to: Redirections) {
    lastPid += 1
    this.pid = lastPid
    this.#loop = loop
    const selector = networkOf(loop).selectorFor(loop)
    this.#selector = selector
    const [input, stdin] = to.stdin === PIPE ? makePipe(selector) : [new NullDevice('in')]
    const [stdout, output] = outOf(selector, to.stdout, 'log')
    const [stderr, problems] = to.stderr === STDOUT ? [undefined, undefined] : outOf(selector, to.stderr, 'error')
    this.pipes = [stdin, stdout, stderr]

    const reader = new StreamReader({ loop })
    const out = new Output(loop, output)
    const err = problems === undefined ? out : new Output(loop, problems)
    this.#own = [
      new ReadPipeTransport(loop, input, new StreamReaderProtocol(reader, { loop })),
      out.transport,
      err.transport,
    ]
    const process: ProgramProcess = { ...given, stdin: reader, stdout: out.writer, stderr: err.writer }
    this.#run = () => this.#running(program, process)
  }

  /** Begins to run. A process takes longer to start than a loop to connect its pipes: who starts it does that first. */
  begin(): void {
    if (this.#ending) return
    const task = this.#loop.createTask(this.#run())
    this.#task = task
    // Cancelled before its first step, or at the end of the run.
    task.addDoneCallback(() => {
      if (task.cancelled()) this.#end(-(this.#signalled || SIGTERM))
    })
  }

  /** With what it has ended; undefined: it has not. */
  get returncode(): number | undefined {
    return this.#returncode
  }

  /** Its end can be read. */
  readiness(): number {
    return this.#returncode === undefined ? 0 : EVENT_READ
  }

  close(): void {}

  /** 15 asks it to end, 9 ends it; others do nothing. */
  signal(number: number): void {
    if ((number !== SIGTERM && number !== SIGKILL) || this.#ending) return
    this.#signalled = number
    this.#task?.cancel()
    // One that does not run yet cannot clean up, and SIGKILL can nothing refuse.
    if (this.#task === null || number === SIGKILL) this.#end(-number)
  }

  *#running(program: Program, process: ProgramProcess): Coroutine<void> {
    let code: number
    try {
      code = (yield* new Killable(program(process), () => this.#signalled === SIGKILL)) ?? 0
    } catch (error) {
      if (isCancelled(error)) throw error
      const text = isError(error) ? `${error.name}: ${error.message}` : String(error)
      process.stderr.write(encode(`${process.args[0]}: ${text}\n`))
      code = 1
    }
    // What a process has written is in its pipes before it can end.
    for (const { transport } of [process.stdout, process.stderr]) transport.setWriteBufferLimits({ high: 0 })
    for (const writer of [process.stdout, process.stderr]) {
      try {
        yield* writer.drain()
      } catch (error) {
        // Nobody reads it any more.
        if (!isOsError(error)) throw error
      }
    }
    this.#end(code)
  }

  #end(code: number): void {
    if (this.#ending) return
    this.#ending = true
    const [stdin, stdout, stderr] = this.#own
    stdin.close()
    stdout.abort()
    if (stderr !== stdout) stderr.abort()
    const ended = () => {
      this.#returncode = code
      this.#selector.changed(this)
    }
    this.#loop.callSoon(ended)
  }
}

/** Where output goes: this side's end of a pipe, if there is one, and the end of the process. */
function outOf(
  selector: SocketSelector,
  to: typeof PIPE | typeof DEVNULL | null,
  level: 'log' | 'error',
): readonly [here: StreamSocket | undefined, there: StreamSocket] {
  if (to === PIPE) return makePipe(selector)
  return [undefined, to === DEVNULL ? new NullDevice('out') : new ConsoleOutput(level)]
}

/** What a process writes to. */
class Output extends BaseProtocol implements WriterProtocol {
  readonly transport: WritePipeTransport
  readonly writer: StreamWriter
  readonly #flow: FlowControl
  readonly #closed: Future<void>

  constructor(loop: EventLoop, socket: StreamSocket) {
    super()
    this.#flow = new FlowControl(loop)
    this.#closed = new Future<void>({ loop })
    this.transport = new WritePipeTransport(loop, socket, this)
    this.writer = new StreamWriter(this.transport, this, null, loop)
  }

  override pauseWriting(): void {
    this.#flow.pauseWriting()
  }

  override resumeWriting(): void {
    this.#flow.resumeWriting()
  }

  override connectionLost(error?: Error): void {
    this.#flow.connectionLost(error)
    if (!this.#closed.done()) this.#closed.setResult(undefined)
  }

  /** @internal */
  _drained(): Coroutine<void> {
    return this.#flow.drained()
  }

  /** @internal */
  _closedOf(): Future<void> {
    return this.#closed
  }
}

/** A program that cannot refuse to be killed: it is closed where it waits. */
class Killable<T> implements Coroutine<T> {
  readonly #inner: Coroutine<T>
  readonly #killed: () => boolean

  constructor(inner: Coroutine<T>, killed: () => boolean) {
    this.#inner = inner
    this.#killed = killed
  }

  next(...value: [] | [undefined]): ReturnType<Coroutine<T>['next']> {
    return this.#inner.next(...value)
  }

  throw(error: unknown): ReturnType<Coroutine<T>['next']> {
    if (!this.#killed()) return this.#inner.throw(error)
    this.#inner.return(undefined as T)
    throw error
  }

  return(value: T): ReturnType<Coroutine<T>['next']> {
    return this.#inner.return(value)
  }

  [Symbol.iterator](): this {
    return this
  }
}
