import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import * as executor from '../src/executor/index.js'
import * as host from '../src/host.js'
import * as asyncio from '../src/index.js'
import * as net from '../src/net/index.js'
import * as node from '../src/node/index.js'
import * as trace from '../src/trace/index.js'

test('the main entry exports these names and no others', () => {
  expect(Object.keys(asyncio).sort()).toEqual(
    [
      ...['generator', 'PyGenerator', 'StopIteration', 'GeneratorExit'],
      ...['GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED'],
      ...['run', 'runSync', 'Runner', 'getRunningLoop', 'getEventLoop', 'newEventLoop', 'setEventLoop'],
      ...['EventLoop', 'Handle', 'TimerHandle', 'RealClock', 'VirtualClock', 'ScaledClock'],
      ...['Future', 'wrapFuture', 'ensureFuture', 'isFuture', 'isCoroutine'],
      ...['Task', 'createTask', 'currentTask', 'allTasks', 'sleep', 'gather', 'Lock'],
      ...['eagerTaskFactory', 'createEagerTaskFactory', 'shield', 'asCompleted', 'TaskGroup', 'ExceptionGroup'],
      ...['wait', 'ALL_COMPLETED', 'FIRST_COMPLETED', 'FIRST_EXCEPTION'],
      ...['waitFor', 'timeout', 'timeoutAt', 'Timeout', 'toThread'],
      ...['captureCallGraph', 'formatCallGraph', 'printCallGraph'],
      ...['Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier', 'BrokenBarrierError'],
      ...['Queue', 'PriorityQueue', 'LifoQueue', 'QueueEmpty', 'QueueFull', 'QueueShutDown'],
      ...['CancelledError', 'isCancelled', 'TimeoutError', 'InvalidStateError', 'ValueError', 'RuntimeError'],
      ...['DeadlockError', 'EVENT_READ', 'EVENT_WRITE'],
    ].sort(),
  )
})

test('the README names all that is exported, and every method of the event loop', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const named = new Set(readme.match(/\w+/g))
  const methods = Object.getOwnPropertyNames(asyncio.EventLoop.prototype).filter(
    (name) => !/^_|^(constructor|toString)$/.test(name),
  )
  const missing = [
    ...Object.keys(asyncio),
    ...Object.keys(host),
    ...Object.keys(trace),
    ...Object.keys(net),
    ...Object.keys(node),
    ...Object.keys(executor),
    ...methods,
  ].filter((name) => !named.has(name))
  expect(missing).toEqual([])
})

test('the trace entry exports these names and no others', () => {
  expect(Object.keys(trace).sort()).toEqual(['createRecorder', 'createTraceFolder', 'foldTrace', 'preview'])
})

test('the net entry exports these names and no others', () => {
  expect(Object.keys(net).sort()).toEqual(
    [
      ...['openConnection', 'startServer', 'StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'Server'],
      ...['IncompleteReadError', 'LimitOverrunError', 'encode', 'decode'],
      ...['createConnection', 'createServer', 'createDatagramEndpoint', 'TlsContext'],
      ...['BaseProtocol', 'Protocol', 'BufferedProtocol', 'DatagramProtocol', 'SubprocessProtocol'],
      ...['BaseTransport', 'Transport', 'ReadTransport', 'WriteTransport', 'DatagramTransport', 'SubprocessTransport'],
      ...['createSubprocessExec', 'createSubprocessShell', 'Process', 'PIPE', 'STDOUT', 'DEVNULL', 'registerProgram'],
      ...['subprocessExec', 'subprocessShell'],
      ...['SimulatedNetwork', 'setNetwork', 'getNetwork', 'socketPair', 'DefaultSelector'],
      ...['OSError', 'ConnectionError', 'ConnectionRefusedError', 'ConnectionResetError', 'ConnectionAbortedError'],
      ...['BrokenPipeError', 'BlockingIOError', 'GaiError', 'SslError', 'ProcessLookupError'],
    ].sort(),
  )
})

test('the node entry exports this name and no others', () => {
  expect(Object.keys(node)).toEqual(['NodeNetwork'])
})

test('the executor entry exports these names and no others', () => {
  expect(Object.keys(executor).sort()).toEqual(['BrokenWorkerPool', 'WorkerPool', 'transfer'])
})

test('the host entry exports these names and no others', () => {
  expect(Object.keys(host).sort()).toEqual(['configureHost', 'core', 'pendingTasks', 'taskOf', 'turnCount'])
})

test.each([
  ['CancelledError', new asyncio.CancelledError('m')],
  ['TimeoutError', new asyncio.TimeoutError('m')],
  ['InvalidStateError', new asyncio.InvalidStateError('m')],
  ['ValueError', new asyncio.ValueError('m')],
  ['RuntimeError', new asyncio.RuntimeError('m')],
  ['ExceptionGroup', new asyncio.ExceptionGroup('m', [new Error('e')])],
  ['DeadlockError', new asyncio.DeadlockError('m', [])],
  ['BrokenBarrierError', new asyncio.BrokenBarrierError('m')],
  ['QueueEmpty', new asyncio.QueueEmpty('m')],
  ['QueueFull', new asyncio.QueueFull('m')],
  ['QueueShutDown', new asyncio.QueueShutDown('m')],
  ['StopIteration', new asyncio.StopIteration('m')],
  ['GeneratorExit', new asyncio.GeneratorExit('m')],
  ['OSError', new net.OSError(undefined, 'm')],
  ['ConnectionError', new net.ConnectionError(undefined, 'm')],
  ['ConnectionRefusedError', new net.ConnectionRefusedError(undefined, 'm')],
  ['ConnectionResetError', new net.ConnectionResetError(undefined, 'm')],
  ['ConnectionAbortedError', new net.ConnectionAbortedError(undefined, 'm')],
  ['BrokenPipeError', new net.BrokenPipeError(undefined, 'm')],
  ['BlockingIOError', new net.BlockingIOError(undefined, 'm')],
  ['GaiError', new net.GaiError(undefined, 'm')],
  ['SslError', new net.SslError(undefined, 'm')],
  ['LimitOverrunError', new net.LimitOverrunError('m', 1)],
])('%s goes by its public name', (name, error) => {
  expect(error).toBeInstanceOf(Error)
  expect(error.name).toBe(name)
  expect(String(error)).toBe(`${name}: m${name === 'ExceptionGroup' ? ' (1 sub-exception)' : ''}`)
  expect(Object.keys(error)).not.toContain('name')
})
