import type { TraceEvent } from 'asyncio-ts/trace'
import type { Example } from '../../fences/example'
import type { Program, RunnerClient } from '../../runner/client'
import type { Ending, OutputLine, SessionEvent } from '../../runner/session'

/** For tests: an example, and a runner whose runs do what the test says. */
export const example: Example = {
  id: 'say-after',
  title: 'say_after',
  view: 'output',
  start: '17:14:32',
  speed: '1',
  clock: 'virtual',
  compare: null,
  expect: 'success',
  highlight: [2],
  code: "const a = 1\nconsole.log('hello', a)",
  twin: { kind: 'checked', code: "a = 1\nprint('hello', a)" },
  output: 'hello 1\nbye',
  outputTwin: null,
}

export class FakeRun {
  stopped = false
  speed: string

  constructor(
    readonly runId: number,
    readonly program: Program,
    private readonly emit: (event: SessionEvent) => void,
  ) {
    this.speed = program.speed
    emit({ type: 'run/prepare', runId })
  }

  stop(): void {
    this.stopped = true
    this.end({ kind: 'stopped' })
  }

  setSpeed(speed: string): void {
    this.speed = speed
  }

  begin(plain?: true): void {
    this.emit({ type: 'run/begin', runId: this.runId, ...(plain && { plain }) })
  }

  print(texts: readonly string[], time = 0, stream: OutputLine['stream'] = 'log'): void {
    const lines = texts.map((text) => ({ stream, text, time }))
    this.emit({ type: 'run/output', runId: this.runId, lines, time, turns: 1 })
  }

  trace(events: readonly TraceEvent[], dropped = 0): void {
    this.emit({ type: 'run/trace', runId: this.runId, events, dropped })
  }

  end(ending: Ending): void {
    this.emit({ type: 'run/end', runId: this.runId, ending })
  }
}

export class FakeClient implements RunnerClient {
  readonly runs: FakeRun[] = []

  get last(): FakeRun {
    const run = this.runs.at(-1)
    if (!run) throw new Error('expected a run, none was started')
    return run
  }

  warmed: string[] = []

  loaded: string[] = []

  async warm(code: string, load = false): Promise<void> {
    this.warmed.push(code)
    if (load) this.loaded.push(code)
  }

  run(program: Program, onEvent: (event: SessionEvent) => void): FakeRun {
    const run = new FakeRun(this.runs.length + 1, program, onEvent)
    this.runs.push(run)
    return run
  }

  dispose(): void {}
}
