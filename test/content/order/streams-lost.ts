import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  getRunningLoop,
  run,
  sleep,
  type Task,
  ValueError,
} from 'asyncio-ts'
import {
  type ClientConnected,
  decode,
  encode,
  IncompleteReadError,
  OSError,
  openConnection,
  type StreamReader,
  type StreamWriter,
  startServer,
} from 'asyncio-ts/net'

const now = () => String(Number(getRunningLoop().time().toPrecision(4)))
const text = (value: boolean) => (value ? 'True' : 'False')
const name = (error: Error) => `${error.name} ${error.message}`

function* attempt(what: string, awaitable: Coroutine<unknown> | Task<unknown>): Coroutine<void> {
  try {
    const result = yield* awaitable
    console.log(
      now(),
      what,
      result instanceof Object && 'byteLength' in result ? `b'${decode(result as Uint8Array)}'` : 'ok',
    )
  } catch (error) {
    if (!(error instanceof OSError || error instanceof IncompleteReadError || error instanceof CancelledError))
      throw error
    console.log(now(), what, name(error))
  }
}

function* rude(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  yield* reader.readline()
  writer.transport.abort()
  console.log(now(), 'aborted', text(writer.isClosing()))
}

function* unread(_reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  yield* sleep(0.1)
  writer.close()
  console.log(now(), 'closed unread')
}

function* failing(): Coroutine<void> {
  throw new ValueError('boom')
}

function* cancelled(): Coroutine<void> {
  currentTask()?.cancel()
  yield* sleep(1)
}

function* patient(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  yield* attempt('patient', reader.readexactly(100))
  yield* attempt('patient again', reader.read())
  writer.close()
}

function* use(handler: ClientConnected): Coroutine<void> {
  const server = yield* startServer(handler, '127.0.0.1', 80)
  const [reader, writer] = yield* openConnection('127.0.0.1', 80)
  console.log(now(), 'connected to', handler.name)
  writer.write(encode('hello\n'.repeat(3)))
  yield* attempt('read', reader.readline())
  yield* attempt('drain', writer.drain())
  writer.write(encode('more'))
  yield* attempt('drain', writer.drain())
  yield* attempt('drain', writer.drain())
  yield* sleep(0.05)
  writer.write(encode('more'))
  yield* attempt('drain', writer.drain())
  yield* attempt('read', reader.read())
  const error = reader.exception()
  console.log(now(), text(reader.atEof()), text(writer.isClosing()), error === undefined ? 'None' : name(error))
  writer.close()
  yield* attempt('closed', writer.waitClosed())
  server.close()
  yield* server.waitClosed()
  console.log(now(), 'server closed')
}

function* main(): Coroutine<void> {
  getRunningLoop().setExceptionHandler((_, { message }) => console.log(now(), message))
  for (const handler of [rude, unread, failing, cancelled]) yield* use(handler)
  const server = yield* startServer(patient, '127.0.0.1', 80, { startServing: false })
  console.log(now(), text(server.isServing()))
  yield* attempt('refused', openConnection('127.0.0.1', 80))
  yield* server.startServing()
  const [reader, writer] = yield* openConnection('127.0.0.1', 80)
  writer.write(encode('x'.repeat(60)))
  yield* sleep(0.05)
  server.closeClients()
  yield* attempt('read', reader.read())
  writer.close()
  const reading = createTask(attempt('late', reader.read(5)))
  const forever = createTask(server.serveForever())
  yield* sleep(0.1)
  const connecting = createTask(openConnection('127.0.0.1', 80))
  yield* sleep(0.015)
  connecting.cancel()
  yield* attempt('connecting', connecting)
  forever.cancel()
  yield* attempt('forever', forever)
  console.log(now(), text(server.isServing()), server.sockets.length)
  yield* reading
}

await run(main())
