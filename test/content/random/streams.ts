/* Runs programs of `stream-programs.ts` on the package's streams. Its twin is `streams.py`. */
import {
  type Coroutine,
  createTask,
  Future,
  gather,
  getRunningLoop,
  runSync,
  sleep,
  TimeoutError,
  timeout,
} from 'asyncio-ts'
import {
  decode,
  encode,
  IncompleteReadError,
  LimitOverrunError,
  openConnection,
  type StreamReader,
  type StreamWriter,
  startServer,
} from 'asyncio-ts/net'
import type { TraceSink } from 'asyncio-ts/trace'
import type { StreamProgram, StreamStep } from './stream-programs'

type Log = (...words: readonly unknown[]) => void

const truth = (value: boolean): string => (value ? 'True' : 'False')
/** As much of the bytes as says which they are. */
const shown = (bytes: Uint8Array): string => {
  const text = decode(bytes.subarray(0, 20)).replaceAll('\n', '|')
  return `${bytes.length} ${text}`
}

export function runStreamProgram(program: StreamProgram, trace?: TraceSink): readonly string[] {
  const lines: string[] = []
  const log: Log = (...words) => {
    lines.push(`${Number(getRunningLoop().time().toPrecision(6))} ${words.join(' ')}`)
  }
  runSync(() => main(program, log), trace === undefined ? {} : { trace })
  return lines
}

function* main({ limit, connections }: StreamProgram, log: Log): Coroutine<void> {
  const served = connections.map(() => new Future<void>())
  let accepted = 0
  const server = yield* startServer(
    function* (reader, writer) {
      const number = accepted
      accepted += 1
      yield* side(`server ${number}`, reader, writer, connections[number]?.server ?? [], log)
      served[number]?.setResult(undefined)
    },
    'localhost',
    8888,
    { limit },
  )
  const clients = connections.map(({ client }, number) =>
    createTask(
      (function* () {
        const [reader, writer] = yield* openConnection('localhost', 8888, { limit })
        yield* side(`client ${number}`, reader, writer, client, log)
      })(),
    ),
  )
  yield* gather([...clients, ...served])
  server.close()
  yield* sleep(1)
}

function* side(
  name: string,
  reader: StreamReader,
  writer: StreamWriter,
  steps: readonly StreamStep[],
  log: Log,
): Coroutine<void> {
  for (const step of steps) {
    try {
      const told = yield* timeout(1).with(() => act(step, reader, writer))
      log(name, step[0], ...(told === undefined ? [] : [told]))
    } catch (error) {
      log(name, step[0], ...describe(error))
    }
  }
}

function describe(error: unknown): readonly unknown[] {
  if (error instanceof IncompleteReadError) {
    return ['IncompleteReadError', shown(error.partial), error.expected ?? 'None']
  }
  if (error instanceof LimitOverrunError) return ['LimitOverrunError', error.consumed, error.message]
  if (error instanceof TimeoutError) return ['TimeoutError']
  return [(error as Error).name]
}

function* act(step: StreamStep, reader: StreamReader, writer: StreamWriter): Coroutine<string | undefined> {
  switch (step[0]) {
    case 'write':
      writer.write(encode(step[1]))
      return undefined
    case 'fill':
      writer.write(encode('x'.repeat(step[1])))
      return `${writer.transport.getWriteBufferSize()}`
    case 'writelines':
      writer.writelines(step[1].map(encode))
      return undefined
    case 'read':
      return shown(yield* reader.read(step[1]))
    case 'readexactly':
      return shown(yield* reader.readexactly(step[1]))
    case 'readuntil':
      return shown(yield* reader.readuntil(step[1].map(encode)))
    case 'readline':
      return shown(yield* reader.readline())
    case 'marks':
      writer.transport.setWriteBufferLimits({ high: step[1], low: step[2] })
      return undefined
    case 'sleep':
      yield* sleep(step[1])
      return undefined
    case 'drain':
      yield* writer.drain()
      return undefined
    case 'eof':
      writer.writeEof()
      return undefined
    case 'close':
      writer.close()
      return undefined
    case 'abort':
      writer.transport.abort()
      return undefined
    case 'closed':
      yield* writer.waitClosed()
      return undefined
    case 'state':
      return [reader.atEof(), writer.isClosing(), reader.exception() === undefined].map(truth).join(' ')
    case 'pause':
      ;(writer.transport as unknown as { pauseReading(): void }).pauseReading()
      return undefined
    case 'resume':
      ;(writer.transport as unknown as { resumeReading(): void }).resumeReading()
      return undefined
  }
}
