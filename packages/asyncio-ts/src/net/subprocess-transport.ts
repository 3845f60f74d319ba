import { type Coroutine, type EventLoop, Future, printable } from '../core.js'
import { type ChildProcess, SIGKILL, SIGTERM } from './child-process.js'
import { errors } from './os-errors.js'
import { ReadPipeTransport, WritePipeTransport } from './pipe-transports.js'
import { type BaseProtocol, Protocol, type SubprocessProtocol } from './protocols.js'
import { type BaseTransport, SubprocessTransport } from './transports.js'

type Fd = 0 | 1 | 2

/** The end of a process, for whoever waits for it. */
class Ended extends Future<number> {
  override _purpose(): string {
    return 'the end of a process'
  }
}

/**
 * Carries the pipes of a process, and tells its protocol what happens to them and to it.
 *
 * Mirrors `BaseSubprocessTransport` in `Lib/asyncio/base_subprocess.py`, and what `unix_events.py` adds to it.
 */
export class ProcessTransport extends SubprocessTransport {
  static {
    printable(ProcessTransport)
  }
  readonly #loop: EventLoop
  readonly #process: ChildProcess
  #protocol: SubprocessProtocol
  /** By their numbers; null: not connected yet. */
  readonly #pipes = new Map<number, Pipe | null>()
  /** What the protocol is told when it knows of the transport; null: it does. */
  #pending: (() => void)[] | null = []
  #exitWaiters: Future<number>[] = []
  #returncode: number | undefined
  #closed = false
  /** The protocol was told of the end. */
  #finished = false

  /** `waiter` gets its result when the protocol is about to be told. */
  constructor(loop: EventLoop, protocol: SubprocessProtocol, process: ChildProcess, waiter: Future<void>) {
    super()
    this.#loop = loop
    this.#protocol = protocol
    this.#process = process
    this._extra.subprocess = process
    for (const [fd, socket] of process.pipes.entries()) if (socket !== undefined) this.#pipes.set(fd, null)
    loop.createTask(this.#connectPipes(waiter))
    const exited = () => {
      loop.removeReader(process)
      const processExited = () => this.#processExited(process.returncode as number)
      loop.callSoon(processExited)
    }
    loop.addReader(process, exited)
  }

  setProtocol(protocol: BaseProtocol): void {
    this.#protocol = protocol as SubprocessProtocol
  }

  getProtocol(): BaseProtocol {
    return this.#protocol
  }

  isClosing(): boolean {
    return this.#closed
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const pipe of this.#pipes.values()) pipe?.transport.close()
    if (this.#returncode === undefined && this.#process.returncode === undefined) this.#process.signal(SIGKILL)
  }

  getPid(): number {
    return this.#process.pid
  }

  getReturncode(): number | undefined {
    return this.#returncode
  }

  getPipeTransport(fd: number): BaseTransport | undefined {
    return this.#pipes.get(fd)?.transport
  }

  sendSignal(signal: number): void {
    if (this.#finished) throw errors.noProcess()
    this.#process.signal(signal)
  }

  terminate(): void {
    this.sendSignal(SIGTERM)
  }

  kill(): void {
    this.sendSignal(SIGKILL)
  }

  override toString(): string {
    const state = this.#returncode === undefined ? 'running' : `returncode=${this.#returncode}`
    return `<ProcessTransport${this.#closed ? ' closed' : ''} pid=${this.#process.pid} ${state}>`
  }

  /** @internal Waits until the process has ended and its pipes are closed. */
  *_wait(): Coroutine<number> {
    if (this.#returncode !== undefined) return this.#returncode
    const waiter = new Ended({ loop: this.#loop })
    this.#exitWaiters.push(waiter)
    return yield* waiter
  }

  /** @internal */
  _pipeDataReceived(fd: Fd, data: Uint8Array): void {
    const pipeDataReceived = () => this.#protocol.pipeDataReceived(fd, data)
    this.#call(pipeDataReceived)
  }

  /** @internal */
  _pipeConnectionLost(fd: Fd, error: Error | undefined): void {
    const pipeConnectionLost = () => this.#protocol.pipeConnectionLost(fd, error)
    this.#call(pipeConnectionLost)
    this.#tryFinish()
  }

  /** @internal */
  _pauseWriting(): void {
    this.#protocol.pauseWriting()
  }

  /** @internal */
  _resumeWriting(): void {
    this.#protocol.resumeWriting()
  }

  /** One pipe after the other, each when it is connected. */
  *#connectPipes(waiter: Future<void>): Coroutine<void> {
    try {
      for (const [fd, socket] of this.#process.pipes.entries()) {
        if (socket === undefined) continue
        const pipe = new Pipe(this, fd as Fd)
        const connected = new Future<void>({ loop: this.#loop })
        pipe.transport = new (fd === 0 ? WritePipeTransport : ReadPipeTransport)(this.#loop, socket, pipe, connected)
        yield* connected
        this.#pipes.set(fd, pipe)
      }
    } catch (error) {
      if (!waiter.done()) waiter.setException(error as Error)
      return
    }
    const connectionMade = () => this.#protocol.connectionMade(this)
    for (const told of [connectionMade, ...(this.#pending ?? [])]) this.#loop.callSoon(told)
    this.#pending = null
    this.#process.begin()
    if (!waiter.done()) waiter.setResult(undefined)
  }

  #call(told: () => void): void {
    if (this.#pending === null) this.#loop.callSoon(told)
    else this.#pending.push(told)
  }

  #processExited(returncode: number): void {
    this.#returncode = returncode
    const processExited = () => this.#protocol.processExited()
    this.#call(processExited)
    this.#tryFinish()
  }

  #tryFinish(): void {
    if (this.#returncode === undefined) return
    for (const pipe of this.#pipes.values()) if (pipe === null || !pipe.disconnected) return
    const connectionLost = () => this.#connectionLost(this.#returncode as number)
    this.#call(connectionLost)
  }

  #connectionLost(returncode: number): void {
    try {
      this.#protocol.connectionLost()
    } finally {
      this.#finished = true
      for (const waiter of this.#exitWaiters) if (!waiter.done()) waiter.setResult(returncode)
      this.#exitWaiters = []
    }
  }
}

/**
 * The protocol of one pipe of a process.
 *
 * Mirrors `ReadSubprocessPipeProto` and `WriteSubprocessPipeProto`.
 */
class Pipe extends Protocol {
  readonly #process: ProcessTransport
  readonly #fd: Fd
  transport!: ReadPipeTransport | WritePipeTransport
  disconnected = false

  constructor(process: ProcessTransport, fd: Fd) {
    super()
    this.#process = process
    this.#fd = fd
  }

  override dataReceived(data: Uint8Array): void {
    this.#process._pipeDataReceived(this.#fd, data)
  }

  override connectionLost(error?: Error): void {
    this.disconnected = true
    this.#process._pipeConnectionLost(this.#fd, error)
  }

  override pauseWriting(): void {
    this.#process._pauseWriting()
  }

  override resumeWriting(): void {
    this.#process._resumeWriting()
  }
}
