import {
  type Coroutine,
  type EventLoop,
  Future,
  gather,
  getRunningLoop,
  isCancelled,
  isError,
  own,
  ownMethod,
  printable,
  repr,
  type Task,
  watched,
} from '../core.js'
import { EMPTY, encode } from './bytes.js'
import { networkOf } from './networks.js'
import { isOsError, OSError } from './os-errors.js'
import { makePipe } from './pipes.js'
import { type Program, type ProgramProcess, printer, programOf, shell } from './programs.js'
import { SocketTransport } from './socket-transport.js'
import type { StreamSocket } from './sockets.js'
import { StreamReaderProtocol } from './stream-protocol.js'
import { StreamReader } from './stream-reader.js'
import { StreamWriter } from './stream-writer.js'

/** A pipe to the program that starts the process. */
export const PIPE = -1
/** Of `stderr`: where `stdout` goes. */
export const STDOUT = -2
/** Nothing comes from there, and what goes there is gone. */
export const DEVNULL = -3

/** The keyword arguments of both. */
export interface SubprocessOptions {
  /** `PIPE`, or `DEVNULL`. Default: nothing comes. */
  readonly stdin?: typeof PIPE | typeof DEVNULL | undefined
  /** `PIPE` or `DEVNULL`. Default: the console. */
  readonly stdout?: typeof PIPE | typeof DEVNULL | undefined
  /** `PIPE`, `STDOUT` or `DEVNULL`. Default: the console. */
  readonly stderr?: typeof PIPE | typeof STDOUT | typeof DEVNULL | undefined
  /** As that of `openConnection`. */
  readonly limit?: number | undefined
  /** Its environment. Default: empty. */
  readonly env?: Readonly<Record<string, string>> | undefined
}

const SIGKILL = 9
const SIGTERM = 15

let lastPid = 1000

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
  readonly #exit: Future<number>
  readonly #signal: (number: number) => void
  #returncode: number | undefined

  /** @internal */
  constructor(
    streams: { stdin?: StreamWriter | undefined; stdout?: StreamReader | undefined; stderr?: StreamReader | undefined },
    exit: Future<number>,
    signal: (number: number) => void,
  ) {
    lastPid += 1
    this.pid = lastPid
    this.stdin = streams.stdin
    this.stdout = streams.stdout
    this.stderr = streams.stderr
    this.#exit = exit
    this.#signal = signal
    exit.addDoneCallback(() => {
      if (!exit.cancelled()) this.#returncode = exit.result()
    })
  }

  /** With what it has ended; undefined: it has not. Negative: the number of the signal that ended it. */
  get returncode(): number | undefined {
    return this.#returncode
  }

  /** Waits until it has ended, and gives its exit code. */
  *wait(): Coroutine<number> {
    const waiter = new Ended({ loop: this.#exit._loop })
    this.#exit.addDoneCallback((exit) => {
      if (!waiter.done()) waiter.setResult(exit.result())
    })
    return yield* waiter
  }

  /** Writes `input` to it, reads all that it writes, and waits until it has ended. Without a pipe there is nothing. */
  *communicate(input?: Uint8Array): Coroutine<[stdout: Uint8Array | undefined, stderr: Uint8Array | undefined]> {
    const read = function* (stream: StreamReader | undefined): Coroutine<Uint8Array | undefined> {
      return stream && (yield* stream.read())
    }
    const [, stdout, stderr] = yield* gather([this.#feed(input), read(this.stdout), read(this.stderr)])
    yield* this.wait()
    return [stdout, stderr]
  }

  /** Sends it a signal, by its number: 15 asks it to end, 9 ends it; others do nothing. */
  sendSignal(signal: number): void {
    this.#signal(signal)
  }

  /** Asks it to end: its program is cancelled, and can clean up. */
  terminate(): void {
    this.#signal(SIGTERM)
  }

  /** Ends it. */
  kill(): void {
    this.#signal(SIGKILL)
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
      if (!isOsError(error)) throw error
    }
    stdin.close()
  }
}

class Ended extends Future<number> {
  override _purpose(): string {
    return 'the end of a process'
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
export function createSubprocessExec(
  program: string,
  ...rest: readonly string[] | readonly [...string[], SubprocessOptions]
): Coroutine<Process> {
  const last = rest[rest.length - 1]
  const options = typeof last === 'object' ? last : {}
  const args = [program, ...(rest as readonly unknown[]).filter((each): each is string => each !== options)]
  return watched(executing(args, options), 'createSubprocessExec', createSubprocessExec)
}

function* executing(args: readonly string[], options: SubprocessOptions): Coroutine<Process> {
  for (const each of args) if (typeof each !== 'string') throw new TypeError(`arguments are texts, got ${repr(each)}`)
  const [name = ''] = args
  const program = programOf(name)
  if (program === undefined) throw new OSError(2, `No such file or directory: '${name}'`)
  return start(program, args, options)
}
own(executing, 'createSubprocessExec')

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
  return watched(shelling(line, options), 'createSubprocessShell', createSubprocessShell)
}

function* shelling(line: string, options: SubprocessOptions): Coroutine<Process> {
  if (typeof line !== 'string') throw new TypeError(`cmd must be a text, got ${repr(line)}`)
  return start((process) => shell(process, line), ['sh', '-c', line], options)
}
own(shelling, 'createSubprocessShell')

function start(program: Program, args: readonly string[], options: SubprocessOptions): Process {
  const loop = getRunningLoop()
  const { stdin, stdout, stderr, limit, env = {} } = options
  const selector = networkOf(loop).selectorFor(loop)
  const [input, output, problems] = [makePipe(selector), makePipe(selector), makePipe(selector)]

  const child = streamOver(loop, input[0])
  const out = streamOver(loop, output[1]).writer
  const err = stderr === STDOUT ? out : streamOver(loop, problems[1]).writer
  // What is for nobody here is read all the same, so that the process is not held back.
  const parentOut = streamOver(loop, output[0], limit).reader
  const parentErr = stderr === STDOUT ? undefined : streamOver(loop, problems[0], limit).reader
  const parentIn = streamOver(loop, input[1]).writer
  if (stdin !== PIPE) parentIn.close()
  if (stdout !== PIPE) loop.createTask(discard(parentOut, stdout === DEVNULL ? null : 'log'))
  if (parentErr !== undefined && stderr !== PIPE)
    loop.createTask(discard(parentErr, stderr === DEVNULL ? null : 'error'))

  const exit = new Ended({ loop })
  let killed = 0
  const process: ProgramProcess = { args, env, stdin: child.reader, stdout: out, stderr: err }
  const ended = (code: number): void => {
    for (const writer of [out, err, child.writer]) writer.close()
    if (!exit.done()) exit.setResult(code)
  }
  const task: Task<void> = loop.createTask(
    (function* () {
      let code: number
      try {
        code = (yield* new Killable(program(process), () => killed === SIGKILL)) ?? 0
      } catch (error) {
        if (killed > 0 && isCancelled(error)) code = -killed
        else if (isCancelled(error)) throw error
        else {
          err.write(encode(`${args[0]}: ${isError(error) ? `${error.name}: ${error.message}` : String(error)}\n`))
          code = 1
        }
      }
      ended(killed === SIGKILL ? -SIGKILL : code)
    })(),
  )
  return new Process(
    {
      stdin: stdin === PIPE ? parentIn : undefined,
      stdout: stdout === PIPE ? parentOut : undefined,
      stderr: stderr === PIPE ? parentErr : undefined,
    },
    exit,
    (signal) => {
      if ((signal !== SIGTERM && signal !== SIGKILL) || exit.done()) return
      killed = signal
      task.cancel()
      // Nothing can refuse.
      if (signal === SIGKILL) ended(-SIGKILL)
    },
  )
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

function streamOver(
  loop: EventLoop,
  socket: StreamSocket,
  limit?: number,
): { readonly reader: StreamReader; readonly writer: StreamWriter } {
  const reader = new StreamReader({ limit, loop })
  const protocol = new StreamReaderProtocol(reader, { loop })
  const transport = new SocketTransport(loop, socket, protocol, null)
  return { reader, writer: new StreamWriter(transport, protocol, reader, loop) }
}

function* discard(reader: StreamReader, level: 'log' | 'error' | null): Coroutine<void> {
  const printing = level === null ? null : printer(level)
  for (let data: Uint8Array = EMPTY; ; ) {
    data = yield* reader.read(65_536)
    if (data.length === 0) break
    printing?.line(data)
  }
  printing?.end()
}
