import { beforeAll, describe, expect, test } from 'vitest'
import { loadOracle, type Oracle, type OracleRun } from '../oracle/oracle'

let oracle: Oracle

beforeAll(async () => {
  oracle = await loadOracle()
})

function python(strings: TemplateStringsArray): OracleRun {
  return oracle.run(strings.raw.join(''), { start: '17:13:52' })
}

/** The lines with their loop times, as the playground shows them. */
function timed(run: OracleRun): string[] {
  return run.lines.map(({ text, time }) => `+${time.toFixed(2)} ${text}`)
}

function printed(run: OracleRun): string[] {
  return run.lines.map(({ text }) => text)
}

test('the oracle is CPython 3.14', () => {
  expect(oracle.version).toMatch(/^3\.14\./)
})

describe('an unmodified program', () => {
  test('that awaits 2 s and then 1 s ends after 3 s of loop time', () => {
    const run = python`
import asyncio
import time

async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)

async def main():
    print(f"started at {time.strftime('%X')}")
    await say_after(2, 'hello')
    await say_after(1, 'world')
    print(f"finished at {time.strftime('%X')}")

asyncio.run(main())
`
    expect(timed(run)).toEqual([
      '+0.00 started at 17:13:52',
      '+2.00 hello',
      '+3.00 world',
      '+3.00 finished at 17:13:55',
    ])
    expect(run.error).toBeNull()
  })

  test('that makes tasks of both ends after 2 s', () => {
    const run = python`
import asyncio
import time

async def say_after(delay, what):
    await asyncio.sleep(delay)
    return what

async def main():
    print(f"started at {time.strftime('%X')}")
    first = asyncio.create_task(say_after(2, 'hello'))
    second = asyncio.create_task(say_after(1, 'world'))
    print(await first)
    print(await second)
    print(f"finished at {time.strftime('%X')}")

asyncio.run(main())
`
    expect(timed(run)).toEqual([
      '+0.00 started at 17:13:52',
      '+2.00 hello',
      '+2.00 world',
      '+2.00 finished at 17:13:54',
    ])
  })

  test('without asyncio runs too', () => {
    expect(timed(python`print(*(n * n for n in range(4)))`)).toEqual(['+0.00 0 1 4 9'])
  })

  test('may print a last line without its end, and to either stream', () => {
    const run = python`
import sys
print('a', end='')
print('b')
print('to stderr', file=sys.stderr)
print('no end', end='')
`
    expect(printed(run)).toEqual(['ab', 'to stderr', 'no end'])
  })

  test('may call asyncio.run twice, and the second goes on at the time of the first', () => {
    const run = python`
import asyncio

async def main(name):
    await asyncio.sleep(1)
    print(name, asyncio.get_running_loop().time())

asyncio.run(main('first'))
asyncio.run(main('second'))
`
    expect(timed(run)).toEqual(['+1.00 first 1.0', '+2.00 second 2.0'])
  })

  test('has its left-over tasks cancelled, in order of creation, and their finally run', () => {
    const run = python`
import asyncio

async def forever(name):
    try:
        await asyncio.sleep(1000)
    finally:
        print('left', name)

async def main():
    tasks = [asyncio.create_task(forever(n)) for n in range(20)]
    await asyncio.sleep(0)
    print('main is done')

asyncio.run(main())
`
    expect(timed(run)).toEqual(['+0.00 main is done', ...Array.from({ length: 20 }, (_, n) => `+0.00 left ${n}`)])
  })

  test('has what is left at its end finalized, as a process does', () => {
    const run = python`
def numbers():
    try:
        yield 1
    finally:
        print('closed')

kept = numbers()
next(kept)
print('end')
`
    expect(printed(run)).toEqual(['end', 'closed'])
  })
})

describe('the clock', () => {
  test('is moved by time.sleep, and every clock of Python shows it', () => {
    const run = python`
import datetime
import time

time.sleep(1.5)
print(time.monotonic(), time.perf_counter(), time.strftime('%H:%M:%S'), time.localtime().tm_sec)
print(datetime.datetime.now(), datetime.date.today())
print(time.time_ns() % 10**10, time.time() == datetime.datetime.now().timestamp())
`
    expect(timed(run)).toEqual([
      '+1.50 1.5 1.5 17:13:53 53',
      '+1.50 2026-01-01 17:13:53.500000 2026-01-01',
      expect.stringMatching(/^\+1\.50 \d+ True$/),
    ])
  })

  test('of a blocked loop moves too, and what became due meanwhile runs late, in order of deadlines', () => {
    const run = python`
import asyncio
import time

async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(2, print, 'two')
    loop.call_later(1, print, 'one')
    time.sleep(3)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print('main')

asyncio.run(main())
`
    expect(timed(run)).toEqual(['+3.00 one', '+3.00 two', '+3.00 main'])
  })

  test('lands on a deadline exactly, whatever the floating-point numbers', () => {
    const run = python`
import asyncio

async def main():
    for _ in range(10):
        await asyncio.sleep(0.1)
    expected = 0.0
    for _ in range(10):
        expected += 0.1
    print(asyncio.get_running_loop().time() == expected)

asyncio.run(main())
`
    expect(printed(run)).toEqual(['True'])
  })

  test('fires equal deadlines in the order in which they were set', () => {
    const run = python`
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    for n in range(50):
        loop.call_at(1, seen.append, n)
    await asyncio.sleep(2)
    print(seen == list(range(50)))

seen = []
asyncio.run(main())
`
    expect(printed(run)).toEqual(['True'])
  })
})

describe('an error', () => {
  test('ends the lines with the last line of the traceback', () => {
    const run = python`
def echo():
    while True:
        print((yield))

print('before')
echo().send('hello')
`
    const message = "TypeError: can't send non-None value to a just-started generator"
    expect(printed(run)).toEqual(['before', message])
    expect(run.error).toBe(message)
  })

  test('of the syntax is one line as well', () => {
    expect(printed(python`print('never'`)).toEqual(["SyntaxError: '(' was never closed"])
  })

  test('with a note is shown without it', () => {
    const run = python`
error = ValueError('so it goes')
error.add_note('a note')
raise error
`
    expect(printed(run)).toEqual(['ValueError: so it goes'])
  })

  test('that nobody retrieved, and a coroutine never awaited, are reported beside the output', () => {
    const run = python`
import asyncio

async def fail():
    raise ValueError('nobody looks')

async def main():
    asyncio.create_task(fail())
    fail()
    await asyncio.sleep(1)
    print('done')

asyncio.run(main())
`
    expect(printed(run)).toEqual(['done'])
    expect(run.error).toBeNull()
    expect(run.reports).toEqual([
      "RuntimeWarning: coroutine 'fail' was never awaited",
      'Task exception was never retrieved',
    ])
  })
})

describe('a program without an end', () => {
  test('of tasks that wait for each other is a deadlock, told task by task', () => {
    const run = python`
import asyncio

async def wait_for(lock, other):
    async with lock:
        await asyncio.sleep(1)
        async with other:
            print('never')

async def main():
    left, right = asyncio.Lock(), asyncio.Lock()
    print('start')
    try:
        await asyncio.gather(wait_for(left, right), wait_for(right, left))
    finally:
        print('a process that hangs does not get here')

asyncio.run(main())
`
    expect(timed(run)).toEqual(['+0.00 start'])
    expect(run.error?.split('\n')).toEqual([
      'deadlock: nothing is ready and no timer is set; these tasks wait for ever:',
      '  Task-1 (main, line 14) waits for a _GatheringFuture',
      '  Task-2 (wait_for, line 7) waits for a Future',
      '  Task-3 (wait_for, line 7) waits for a Future',
    ])
  })

  test('that always gives way is ended after so many turns', () => {
    const run = python`
import asyncio

async def main():
    print('start')
    while True:
        await asyncio.sleep(0)

asyncio.run(main())
`
    expect(printed(run)).toEqual(['start'])
    expect(run.error).toMatch(/did not end within 100000 turns/)
  })

  test.each([
    ['in plain code', 'while True: pass'],
    [
      'in a task that catches errors',
      `
import asyncio

async def main():
    try:
        while True: pass
    except Exception:
        print('caught')

asyncio.run(main())
`,
    ],
  ])('that never gives way is ended after so much work (%s)', (_where, source) => {
    const run = oracle.run(source)
    expect(run.lines).toEqual([])
    expect(run.error).toBe('the program ran too long without giving way')
  })

  test('that catches everything is ended all the same, and the next runs as ever', () => {
    const stubborn = python`
while True:
    try:
        while True: pass
    except BaseException:
        pass
`
    expect(stubborn.error).toMatch(/took the interpreter down/)
    expect(printed(python`print('alive')`)).toEqual(['alive'])
  })

  test('that prints for ever is ended', () => {
    const run = python`
while True:
    print('again')
`
    expect(run.error).toMatch(/printed more than 10000 lines/)
  })
})

describe('a pair of sockets and their selector', () => {
  // The lines are those that native CPython prints on Linux.
  test('do what those of Linux do', () => {
    const run = python`
import selectors, socket

def told(call):
    try:
        return call()
    except Exception as error:
        return f'{type(error).__name__}: {error}'

def ready(timeout=0):
    return [(key.data, events) for key, events in selector.select(timeout)]

selector = selectors.DefaultSelector()
here, there = socket.socketpair()
here.setblocking(False)
selector.register(here, selectors.EVENT_READ, 'here')
print(told(lambda: here.recv(1)), here.recv(0), ready(0.25))
print(there.send(b'abc'), ready(), here.recv(2), ready(5), here.recv(2), ready())
selector.modify(here, 3, 'both')
here.send(b'unread')
there.send(b'last')
print(ready())
there.close()
print(ready(), here.recv(9), told(lambda: here.recv(9)), here.recv(9), told(lambda: here.send(b'x')))
print(told(lambda: there.send(b'x')), told(lambda: selector.register(here, 4)), selector.unregister(here).data, ready())
`
    expect(run.error).toBeNull()
    expect(printed(run)).toEqual([
      "BlockingIOError: [Errno 11] Resource temporarily unavailable b'' []",
      "3 [('here', 1)] b'ab' [('here', 1)] b'c' []",
      "[('both', 3)]",
      "[('both', 3)] b'last' ConnectionResetError: [Errno 104] Connection reset by peer b'' BrokenPipeError: [Errno 32] Broken pipe",
      'OSError: [Errno 9] Bad file descriptor ValueError: Invalid events: 4 both []',
    ])
    expect(run.time).toBe(0.25)
  })

  test.each([
    ['recv', 'socket.socketpair()[0].recv(1)', 'deadlock: recv() would block for ever'],
    ['select', 'selectors.DefaultSelector().select()', 'deadlock: select() would wait for ever'],
  ])('end the program where %s would block', (_what, code, told) => {
    expect(oracle.run(`import selectors, socket\n${code}`).error).toBe(told)
  })
})

describe('what CPython in wasm lacks is refused by name:', () => {
  test.each([
    ['input', "input('? ')", 'input()'],
    ['a socket', 'import socket\nsocket.socket()', 'sockets and subprocesses'],
    ['a name of the network', "import socket\nsocket.gethostbyname('a')", 'sockets and subprocesses'],
    ['a pair of other sockets', 'import socket\nsocket.socketpair(type=2)', 'a socket.socketpair() of another kind'],
    ['more of a socket', "import socket\nsocket.socketpair()[0].sendall(b'a')", 'socket.sendall'],
    [
      'a selector of something else',
      'import selectors\nselectors.DefaultSelector().register(0, 1)',
      'a selector of anything but the sockets of socket.socketpair()',
    ],
    ['what sockets do', 'await asyncio.get_running_loop().sock_recv(None, 1)', 'sockets and subprocesses'],
    ['a subprocess', "await asyncio.create_subprocess_exec('ls')", 'sockets and subprocesses'],
    ['a thread', 'import threading\nthreading.Thread(target=print).start()', 'threads'],
    ['a thread of asyncio', 'await asyncio.to_thread(print)', 'threads'],
    ['a file to write', "open('notes.txt', 'w')", 'changes to files'],
  ])('%s', (_what, code, named) => {
    const source = code.startsWith('await')
      ? `import asyncio\n\nasync def main():\n    ${code}\n\nasyncio.run(main())`
      : code
    expect(oracle.run(source).error).toBe(
      `Unsupported: ${named} cannot be used in a checked twin: record it on a native Python (py twin recorded)`,
    )
  })

  test('even where the program catches it', () => {
    const run = python`
try:
    input()
except Exception:
    print('caught')
`
    expect(printed(run)).toEqual(['caught'])
    expect(run.error).toMatch(/^Unsupported: input\(\)/)
  })

  test('and the JavaScript around it is not to be seen', () => {
    expect(printed(python`import js`)).toEqual(["ModuleNotFoundError: No module named 'js'"])
    expect(printed(python`from pyodide.ffi import to_js`)).toEqual(["ModuleNotFoundError: No module named 'pyodide'"])
  })
})

describe('from one run to the next', () => {
  test('nothing of what a program may change is left', () => {
    const probe = `
import asyncio, builtins, gc, random, sys, time
print('kept' in globals(), hasattr(builtins, 'kept'), 'kept' in sys.modules, 'fractions' in sys.modules)
print(asyncio.sleep.__module__, time.time.__name__, hasattr(asyncio.Queue, 'kept'), sys.getrecursionlimit())
print(random.random(), gc.isenabled(), len(gc.get_objects()), asyncio._get_running_loop())
`
    const before = oracle.run(probe)
    const changes = python`
import asyncio, builtins, fractions, gc, random, sys, time

async def forever():
    await asyncio.sleep(1000)

kept = builtins.kept = sys.modules['kept'] = 1
asyncio.Queue.kept = 1
random.seed(7)
gc.enable()
sys.setrecursionlimit(5000)
time.sleep(100)
loop = asyncio.new_event_loop()
tasks = [loop.create_task(forever()) for _ in range(1000)]
loop.call_later(1, print, 'of an earlier run')
loop.run_until_complete(asyncio.sleep(0))
asyncio._set_running_loop(loop)
asyncio.sleep = time.time = print
memory = bytearray(50_000_000)
`
    expect(changes.error).toBeNull()
    expect(oracle.run(probe)).toEqual(before)
  })

  test('a run is the same each time, down to the order of sets of objects', () => {
    const source = `
class Thing:
    def __init__(self, n): self.n = n
print([thing.n for thing in {Thing(n) for n in range(50)}], id(object()), hash('text'))
`
    const first = oracle.run(source)
    for (let i = 0; i < 20; i++) expect(oracle.run(source)).toEqual(first)
  })
})

describe('a program that is called with many inputs, one after the other', () => {
  const source = `
import asyncio, os
calls = []
def call(text):
    calls.append(text)
    print(text, len(calls), asyncio.events._get_running_loop())
    exec(text)
async def late():
    await asyncio.sleep(2)
    print(asyncio.get_running_loop().time())
async def leave_behind(eager):
    loop = asyncio.get_running_loop()
    if eager:
        loop.set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(late())
    print(len(asyncio.all_tasks()))
`
  const callEach = (...inputs: string[]) => oracle.runEach(source, 'call', inputs)

  test('finds a fresh module, loop and clock each time, whatever the one before has left', () => {
    const dirty = 'asyncio.run(leave_behind(True))'
    const clean = 'asyncio.run(late())'
    expect(callEach(clean, dirty, dirty, clean)).toEqual([
      `${clean} 1 None\n2.0\n`,
      `${dirty} 1 None\n2\n`,
      `${dirty} 1 None\n2\n`,
      `${clean} 1 None\n2.0\n`,
    ])
  })

  test('has as the last line of a call what ended it, and goes on with the next', () => {
    expect(callEach('1 / 0', 'asyncio.run(asyncio.Future())', 'asyncio.run(asyncio.Event().wait())', 'pass')).toEqual([
      '1 / 0 1 None\nZeroDivisionError: division by zero\n',
      expect.stringMatching(/Error/),
      expect.stringMatching(/^[^\n]*\ndeadlock: nothing is ready and no timer is set; .* wait for ever:\n/),
      'pass 1 None\n',
    ])
  })

  test('ends a call that would not end, and goes on with the next', () => {
    const [endless, next] = callEach('while True: pass', 'pass')
    expect(endless).toContain('the program ran too long without giving way')
    expect(next).toBe('pass 1 None\n')
  })

  test('survives a call that takes the interpreter down', () => {
    const [before, down, after] = callEach('pass', 'os._exit(1)', 'pass')
    expect(before).toBe('pass 1 None\n')
    expect(down).toContain('took the interpreter down')
    expect(after).toBe('pass 1 None\n')
  })
})
