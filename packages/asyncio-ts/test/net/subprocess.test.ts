import { afterEach, describe, expect, test, vi } from 'vitest'
import { allTasks, createTask, gather, getRunningLoop, runSync, sleep, ValueError, wait } from '../../src/index.js'
import {
  BrokenPipeError,
  createSubprocessExec,
  createSubprocessShell,
  DEVNULL,
  decode,
  encode,
  OSError,
  PIPE,
  ProcessLookupError,
  registerProgram,
  STDOUT,
  type StreamReader,
  type StreamWriter,
  SubprocessProtocol,
  subprocessExec,
} from '../../src/net/index.js'

afterEach(() => vi.restoreAllMocks())

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && decode(bytes)

registerProgram('upper', function* ({ stdin, stdout, stderr, args, env }) {
  for (let line = yield* stdin.readline(); line.length > 0; line = yield* stdin.readline()) {
    yield* sleep(1)
    stdout.write(encode(decode(line).toUpperCase()))
    yield* stdout.drain()
  }
  stderr.write(encode(`${args.slice(1).join()} ${env.MOOD ?? ''}`.trim()))
  return args.length
})

registerProgram('fails', function* () {
  yield* sleep(1)
  throw new ValueError('boom')
})

registerProgram('stubborn', function* ({ stdout }) {
  for (;;) {
    try {
      yield* sleep(100)
    } catch {
      stdout.write(encode('no\n'))
    }
  }
})

describe('a simulated process', () => {
  test('reads, writes, has arguments, an environment and an exit code', () => {
    runSync(function* () {
      const options = { stdin: PIPE, stdout: PIPE, stderr: PIPE, env: { MOOD: 'fine' } } as const
      const process = yield* createSubprocessExec('upper', 'a', 'b', options)
      expect(process.returncode).toBeUndefined()
      process.stdin?.write(encode('one\n'))
      expect(text(yield* (process.stdout as StreamReader).readline())).toBe('ONE\n')
      const [out, err] = yield* process.communicate(encode('two\nthree'))
      expect([text(out), text(err)]).toEqual(['TWO\nTHREE', 'a,b fine'])
      expect([process.returncode, yield* process.wait()]).toEqual([3, 3])
      expect(getRunningLoop().time()).toBe(3)
    })
  })

  test('is held back by who does not read, and holds back who writes too much', () => {
    runSync(function* () {
      const process = yield* createSubprocessExec('cat', { stdin: PIPE, stdout: PIPE })
      const writing = createTask(
        (function* () {
          for (let i = 0; i < 100; i += 1) {
            process.stdin?.write(new Uint8Array(10_000))
            yield* (process.stdin as StreamWriter).drain()
          }
          process.stdin?.close()
        })(),
      )
      yield* sleep(1)
      expect(writing.done()).toBe(false)
      expect((yield* (process.stdout as StreamReader).read()).length).toBe(1_000_000)
      expect(yield* process.wait()).toBe(0)
    })
  })

  test('writes to the console without a pipe, whole lines', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    runSync(function* () {
      yield* (yield* createSubprocessExec('echo', 'hello', 'world')).wait()
      yield* (yield* createSubprocessExec('echo', 'gone', { stdout: DEVNULL })).wait()
    })
    expect(log.mock.calls).toEqual([['hello world']])
  })

  test('ends when what it has written is in its pipe, however long that takes', () => {
    registerProgram('much', function* ({ stdout }) {
      stdout.write(new Uint8Array(200_000))
    })
    runSync(function* () {
      const process = yield* createSubprocessExec('much', { stdout: PIPE })
      // A stream with a small limit takes one pipeful, and the pipe holds another.
      const held = yield* createSubprocessExec('much', { stdout: PIPE, limit: 1000 })
      yield* sleep(1)
      expect([process.returncode, held.returncode]).toEqual([0, undefined])
      expect((yield* (held.stdout as StreamReader).read()).length).toBe(200_000)
      expect(yield* held.wait()).toBe(0)
    })
  })

  test('has an input that can be ended and waited for, and that says so when it is broken', () => {
    runSync(function* () {
      const cat = yield* createSubprocessExec('cat', { stdin: PIPE, stdout: DEVNULL })
      const stdin = cat.stdin as StreamWriter
      stdin.write(encode('x'))
      stdin.writeEof()
      yield* stdin.waitClosed()
      expect(yield* cat.wait()).toBe(0)

      const deaf = yield* createSubprocessExec('sleep', '1', { stdin: PIPE })
      const input = deaf.stdin as StreamWriter
      input.write(new Uint8Array(1_000_000))
      const [drained, closed] = yield* gather([input.drain(), input.waitClosed()], { returnExceptions: true })
      expect([drained, closed]).toEqual([
        new BrokenPipeError(32, 'Broken pipe'),
        new BrokenPipeError(32, 'Broken pipe'),
      ])
      expect(yield* deaf.wait()).toBe(0)
      // To communicate with one that does not read is no error.
      const other = yield* createSubprocessExec('true', { stdin: PIPE, stdout: PIPE })
      expect((yield* other.communicate(new Uint8Array(1_000_000))).map(text)).toEqual(['', undefined])
    })
  })

  test('tells its protocol of what a program has written before it tells of its end, however short it is', () => {
    const told: string[] = []
    class Output extends SubprocessProtocol {
      override connectionMade(): void {
        told.push('made')
      }
      override pipeDataReceived(fd: number, data: Uint8Array): void {
        told.push(`${fd} ${decode(data)}`)
      }
      override processExited(): void {
        told.push('exited')
      }
      override connectionLost(): void {
        told.push('lost')
      }
    }
    runSync(function* () {
      yield* subprocessExec(() => new Output(), 'echo', 'hi')
      told.push('started')
      yield* sleep(1)
    })
    expect(told).toEqual(['made', 'started', '1 hi\n', 'exited', 'lost'])
  })

  test('can be asked to end before it has begun; one that has ended can be asked nothing', () => {
    runSync(function* () {
      for (const signal of ['terminate', 'kill'] as const) {
        const protocol = new SubprocessProtocol()
        const starting = createTask(subprocessExec(() => protocol, 'sleep', '100'))
        yield* sleep(0)
        const [transport] = yield* starting
        transport[signal]()
        yield* sleep(0.1)
        expect(transport.getReturncode()).toBe(signal === 'kill' ? -9 : -15)
        expect(() => transport.terminate()).toThrow(ProcessLookupError)
      }
      const process = yield* createSubprocessExec('true')
      yield* process.wait()
      expect(() => process.kill()).toThrow('No such process')
    })
  })

  test('does not begin when whoever starts it is cancelled before it has', () => {
    const begun: string[] = []
    registerProgram('lasting', function* () {
      begun.push('lasting')
      yield* sleep(1000)
    })
    runSync(function* () {
      const starting = createTask(createSubprocessExec('lasting', { stdout: PIPE }))
      yield* sleep(0)
      yield* sleep(0)
      starting.cancel()
      yield* wait([starting])
      expect(starting.cancelled()).toBe(true)
      yield* sleep(1)
      expect(begun).toEqual([])
      expect(allTasks().size).toBe(1)
    })
  })

  test('that fails says so, and ends with 1', () => {
    runSync(function* () {
      const process = yield* createSubprocessExec('fails', { stdout: PIPE, stderr: STDOUT })
      expect((yield* process.communicate()).map(text)).toEqual(['fails: ValueError: boom\n', undefined])
      expect(process.returncode).toBe(1)
    })
  })

  test('can be asked to end, and be ended', () => {
    runSync(function* () {
      const sleeper = yield* createSubprocessExec('sleep', '100')
      const stubborn = yield* createSubprocessExec('stubborn', { stdout: PIPE })
      yield* sleep(1)
      for (const process of [sleeper, stubborn]) process.terminate()
      expect(yield* sleeper.wait()).toBe(-15)
      expect(text(yield* (stubborn.stdout as StreamReader).readline())).toBe('no\n')
      expect(stubborn.returncode).toBeUndefined()
      stubborn.kill()
      expect(yield* stubborn.wait()).toBe(-9)
      expect(getRunningLoop().time()).toBe(1)
    })
  })

  test('of a shell runs one command after the other, as their ends have it', () => {
    const run = (line: string): unknown =>
      runSync(function* () {
        const process = yield* createSubprocessShell(line, { stdout: PIPE, stderr: PIPE })
        const [out, err] = yield* process.communicate()
        return [text(out), text(err), process.returncode]
      })
    expect(run('echo \'one two\' && echo "three"; false || echo four\\ five')).toEqual([
      'one two\nthree\nfour five\n',
      '',
      0,
    ])
    expect(run('true && false && echo never')).toEqual(['', '', 1])
    expect(run('nothing')).toEqual(['', 'sh: 1: nothing: not found\n', 127])
    expect(run('echo a | cat')).toEqual(['', 'sh: | is not simulated\n', 2])
    expect(run('sleep x')).toEqual(['', "sleep: invalid time interval 'x'\n", 1])
  })

  test('cannot be started when there is no such program', () => {
    const [error] = runSync(function* () {
      return yield* gather([createSubprocessExec('nothing')], { returnExceptions: true })
    })
    expect(error).toEqual(new OSError(2, "No such file or directory: 'nothing'"))
    expect(() => registerProgram('x', 5 as never)).toThrow('a program is a function*, got 5')
  })
})
