/* Runs the scripts of `record.py` on the package's simulated processes. */
import { type Coroutine, runSync, sleep } from '../../../src/index.js'
import {
  DEVNULL,
  decode,
  encode,
  PIPE,
  ProcessLookupError,
  type ProgramProcess,
  type ReadTransport,
  registerProgram,
  STDOUT,
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
  const options = {
    stdin: pipes.stdin === 'pipe' ? PIPE : DEVNULL,
    stdout: pipes.stdout === 'pipe' ? PIPE : DEVNULL,
    stderr: pipes.stderr === 'pipe' ? PIPE : pipes.stderr === 'stdout' ? STDOUT : DEVNULL,
  } as const
  runSync(function* (): Coroutine<void> {
    const [transport] = yield* subprocessExec(() => protocol, 'child', options)
    log.push('started')
    yield* sleep(STARTED)
    for (const step of [...steps, ['state'], ['close'], ['state']] as const) {
      log.push(`> ${step.join(' ')}`)
      try {
        act(step, transport, log)
      } catch (error) {
        if (!(error instanceof ProcessLookupError)) throw error
        log.push('ProcessLookupError')
      }
      yield* sleep(SETTLED)
    }
  })
  return log
}

function act([kind, first, size]: Step, transport: SubprocessTransport, log: string[]): void {
  const input = () => transport.getPipeTransport(0) as WriteTransport
  const output = () => transport.getPipeTransport(Number(first)) as ReadTransport
  if (kind === 'tell' || kind === 'fill') {
    input().write(encode(`${first}\n${'x'.repeat(kind === 'fill' ? Number(size) : 0)}`))
  } else if (kind === 'eof') input().writeEof()
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
