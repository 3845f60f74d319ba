/* Runs the scripts of `record.py` on the package's simulated processes. */
import { type Coroutine, createTask, gather, runSync, sleep, type Task } from '../../../src/index.js'
import {
  ConnectionError,
  createSubprocessExec,
  DEVNULL,
  decode,
  encode,
  PIPE,
  ProcessLookupError,
  type ProgramProcess,
  type ReadTransport,
  registerProgram,
  STDOUT,
  type StreamReader,
  type StreamWriter,
  SubprocessProtocol,
  type SubprocessTransport,
  subprocessExec,
  type WriteTransport,
} from '../../../src/net/index.js'

export interface Script {
  readonly pipes: { readonly stdin: Kind; readonly stdout: Kind; readonly stderr: Kind | 'stdout' }
  readonly steps: readonly Step[]
}
type Kind = 'pipe' | 'null'
type Step = readonly [kind: string, ...rest: readonly (string | number)[]]

const SETTLED = 0.1
const STARTED = 0.2
/** A process of the machine takes a while to start. */
const STARTS = 0.01

// The twin of CHILD.
registerProgram('child', function* ({ stdin, stdout, stderr }: ProgramProcess) {
  yield* sleep(STARTS)
  for (;;) {
    const line = decode(yield* stdin.readline())
    if (line === '') return 0
    const [word, what = ''] = line.trim().split(' ')
    try {
      if (word === 'out' || word === 'err') {
        const writer = word === 'out' ? stdout : stderr
        writer.write(encode(what))
        yield* writer.drain()
      } else if (word === 'gulp') yield* stdin.readexactly(Number(what))
      else if (word === 'exit') return Number(what)
      else if (what === '1') stdout.close()
      else stderr.close()
    } catch {
      return 3
    }
  }
})

class Recorder extends SubprocessProtocol {
  readonly log: string[] = []
  override connectionMade(): void {
    this.log.push('connection_made')
  }
  override pipeDataReceived(fd: number, data: Uint8Array): void {
    this.log.push(`pipe_data_received ${fd} ${decode(data)}`)
  }
  override pipeConnectionLost(fd: number, error?: Error): void {
    this.log.push(`pipe_connection_lost ${fd} ${error?.name ?? 'None'}`)
  }
  override processExited(): void {
    this.log.push('process_exited')
  }
  override connectionLost(error?: Error): void {
    this.log.push(`connection_lost ${error ?? 'None'}`)
  }
  override pauseWriting(): void {
    this.log.push('pause_writing')
  }
  override resumeWriting(): void {
    this.log.push('resume_writing')
  }
}

export function replay({ pipes, steps }: Script): readonly string[] {
  const protocol = new Recorder()
  const { log } = protocol
  runSync(function* (): Coroutine<void> {
    const [transport] = yield* subprocessExec(() => protocol, 'child', optionsOf(pipes))
    log.push('started')
    yield* sleep(STARTED)
    for (const step of [...steps, ['state'], ['close'], ['state']] as const) {
      log.push(`> ${step.join(' ')}`)
      orNoProcess(log, () => act(step, transport, log))
      yield* sleep(SETTLED)
    }
  })
  return log
}

/** The same script on a Process, as far as its streams can do it. */
export function replayStreams({ pipes, steps }: Script): readonly string[] {
  const log: string[] = []
  runSync(function* (): Coroutine<void> {
    const process = yield* createSubprocessExec('child', optionsOf(pipes))
    log.push('started')
    const stdin = () => process.stdin as StreamWriter
    const tasks: Task<void>[] = []
    const start = (coroutine: Coroutine<void>): void => void tasks.push(createTask(coroutine))
    function* read(name: string, stream: StreamReader): Coroutine<void> {
      for (let data = yield* stream.read(100); data.length > 0; data = yield* stream.read(100)) {
        log.push(`${name} ${decode(data)}`)
      }
      log.push(`${name} end`)
    }
    function* reported(done: string, failed: string, waiting: Coroutine<void>): Coroutine<void> {
      try {
        yield* waiting
        log.push(done)
      } catch (error) {
        if (!(error instanceof ConnectionError)) throw error
        log.push(`${failed} ${error.name}`)
      }
    }
    if (process.stdout) start(read('stdout', process.stdout))
    if (process.stderr) start(read('stderr', process.stderr))
    start(
      (function* () {
        log.push(`wait ${yield* process.wait()}`)
      })(),
    )
    yield* sleep(STARTED)
    for (const step of [...steps, ['kill']] as readonly Step[]) {
      const [kind, first] = step
      if (['close', 'pause', 'resume'].includes(kind) || (kind === 'close pipe' && first !== 0)) continue
      log.push(`> ${step.join(' ')}`)
      if (kind === 'eof') stdin().writeEof()
      else if (kind === 'close pipe') {
        stdin().close()
        start(reported('closed', 'closed', stdin().waitClosed()))
      } else if (kind === 'state') log.push(`${process.returncode ?? 'None'}`)
      else if (kind === 'terminate' || kind === 'kill') orNoProcess(log, () => process[kind]())
      else {
        stdin().write(bytesOf(step))
        start(reported('drained', 'drain', stdin().drain()))
      }
      yield* sleep(SETTLED)
    }
    yield* gather(tasks)
    log.push(`${process.returncode}`)
  })
  return log
}

function optionsOf(pipes: Script['pipes']) {
  return {
    stdin: pipes.stdin === 'pipe' ? PIPE : DEVNULL,
    stdout: pipes.stdout === 'pipe' ? PIPE : DEVNULL,
    stderr: pipes.stderr === 'pipe' ? PIPE : pipes.stderr === 'stdout' ? STDOUT : DEVNULL,
  } as const
}

/** A line to the process, and as many bytes behind it. */
function bytesOf([kind, line, size]: Step): Uint8Array {
  return encode(`${line}\n${'x'.repeat(kind === 'fill' ? Number(size) : 0)}`)
}

function orNoProcess(log: string[], signal: () => void): void {
  try {
    signal()
  } catch (error) {
    if (!(error instanceof ProcessLookupError)) throw error
    log.push('ProcessLookupError')
  }
}

function act(step: Step, transport: SubprocessTransport, log: string[]): void {
  const [kind, first] = step
  const input = () => transport.getPipeTransport(0) as WriteTransport
  const output = () => transport.getPipeTransport(Number(first)) as ReadTransport
  if (kind === 'tell' || kind === 'fill') input().write(bytesOf(step))
  else if (kind === 'eof') input().writeEof()
  else if (kind === 'close pipe') output().close()
  else if (kind === 'pause') output().pauseReading()
  else if (kind === 'resume') output().resumeReading()
  else if (kind === 'state') {
    const told = [0, 1, 2].map((fd) => {
      const pipe = transport.getPipeTransport(fd)
      return pipe === undefined ? 'none' : pipe.isClosing() ? 'closing' : 'open'
    })
    const returncode = transport.getReturncode() ?? 'None'
    log.push(`${returncode} ${transport.isClosing() ? 'True' : 'False'} ${told.join(' ')}`)
  } else if (kind === 'terminate') transport.terminate()
  else if (kind === 'kill') transport.kill()
  else transport.close()
}
