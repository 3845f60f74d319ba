/*
 * Claims of the chapters that no example of a page shows, each with a small program that shows it. The page of sources
 * lists the sections under `run-errors` and `run-node`; claims.test.ts runs the programs and compares the two lists.
 */

export interface Claim {
  /** The sections that say so, as `page#id`. */
  readonly at: readonly string[]
  readonly program: string
  /** What the program prints, or the error that ends it, as `Name: message`. */
  readonly prints: readonly string[]
  /** Words of the claim as the sections quote them, byte for byte, in both languages. */
  readonly quotes?: readonly string[]
}

/** Ends in an error of its own, or in none: then there is nothing to see. */
const raises = (code: string) => `
try:
    exec(${JSON.stringify(code)}, {})
except BaseException as error:
    print(f"{type(error).__name__}: {error.msg if isinstance(error, SyntaxError) else error}")
`

/** In an `async def main()`. */
const inMain = (body: string, before = '') => `
import asyncio
${before}

async def main():
${body.replace(/^/gm, '    ')}

try:
    asyncio.run(main())
except Exception as error:
    print(f"{type(error).__name__}: {error}")
`

export const PYTHON_CLAIMS: readonly Claim[] = [
  {
    at: ['network#messages'],
    program: inMain(`
long = asyncio.StreamReader(limit=10)
long.feed_data(b"a long line without an end")
try:
    await long.readline()
except ValueError as error:
    print("ValueError")
cut = asyncio.StreamReader()
cut.feed_data(b"fo")
cut.feed_eof()
try:
    await cut.readexactly(4)
except asyncio.IncompleteReadError as error:
    print(error.partial)
`),
    prints: ['ValueError', "b'fo'"],
  },
  {
    at: ['network#errors'],
    program: `
import asyncio, socket
for error in (ConnectionRefusedError, ConnectionResetError, BrokenPipeError, socket.gaierror, TimeoutError):
    assert issubclass(error, OSError)
print(issubclass(asyncio.IncompleteReadError, OSError))
`,
    prints: ['False'],
  },
  {
    at: ['bot#no-reply'],
    program: inMain(`
loop = asyncio.get_running_loop()
reply, line = loop.create_future(), loop.create_future()

async def call():
    try:
        await asyncio.wait_for(reply, 4)
    except TimeoutError:
        print("the call is over")

async def read():
    await line
    try:
        reply.set_result("late")
    except asyncio.InvalidStateError as error:
        print(type(error).__name__)

loop.call_later(4, line.set_result, None)
await asyncio.gather(read(), call())
`),
    prints: ['InvalidStateError', 'the call is over'],
    quotes: ['InvalidStateError'],
  },
  {
    at: ['network#readers-ask'],
    program: inMain(
      `
server = await asyncio.start_server(connected, "localhost", 8888)
loop = asyncio.get_running_loop()
loop.set_exception_handler(lambda loop, context: print(context["exception"]))
for _ in range(2):
    reader, writer = await asyncio.open_connection("localhost", 8888)
    print(await reader.read())
    writer.close()
reader = asyncio.StreamReader()
first = asyncio.create_task(reader.read(1))
await asyncio.sleep(0)
await reader.read(1)
`,
      `
async def connected(reader, writer):
    raise ValueError("no")
`,
    ),
    prints: [
      'no',
      "b''",
      'no',
      "b''",
      'RuntimeError: read() called while another coroutine is already waiting for incoming data',
    ],
  },
  {
    at: ['generators#iterables'],
    program: raises('next([1, 2, 3])'),
    prints: ["TypeError: 'list' object is not an iterator"],
    quotes: ["'list' object is not an iterator"],
  },
  {
    at: ['generators#return'],
    program: `
def countdown():
    yield 1
    return "lift-off"

g = countdown()
next(g)
for _ in range(2):
    try:
        next(g)
    except StopIteration as stop:
        print(stop.value)
`,
    prints: ['lift-off', 'None'],
  },
  {
    at: ['generators#readers-ask'],
    program:
      raises('def fib(n):\nprint(n)') +
      raises('while n  max:\n    pass') +
      raises('print b').replace('{error.msg if isinstance(error, SyntaxError) else error}', 'refused'),
    prints: [
      'IndentationError: expected an indented block after function definition on line 1',
      'SyntaxError: invalid syntax',
      'SyntaxError: refused',
    ],
    quotes: ['IndentationError', 'SyntaxError', 'while n  max', 'print b'],
  },
  {
    at: ['send#readers-ask'],
    program: raises('def f(r):\n    n = 2 * yield r') + raises('def g(f, r):\n    f(yield r)'),
    prints: ['SyntaxError: invalid syntax', 'SyntaxError: invalid syntax'],
    quotes: ['2 * (yield r)', 'f((yield r))'],
  },
  {
    at: ['async-await#asyncio-coroutine'],
    program:
      raises('import asyncio\n@asyncio.coroutine\ndef f(): yield') +
      inMain('await nap()', 'def nap():\n    yield') +
      inMain('asyncio.create_task(nap())', 'def nap():\n    yield').replace('{error}', '{str(error)[:24]}'),
    prints: [
      "AttributeError: module 'asyncio' has no attribute 'coroutine'",
      "TypeError: 'generator' object can't be awaited",
      'TypeError: a coroutine was expected',
    ],
    quotes: ["module 'asyncio' has no attribute 'coroutine'", "'generator' object can't be awaited"],
  },
  {
    at: ['async-await#keywords'],
    program: raises('async def f():\n    yield from g()'),
    prints: ["SyntaxError: 'yield from' inside async function"],
    quotes: ['yield from', 'SyntaxError'],
  },
  {
    at: ['async-await#awaitables', 'javascript-loop#in-python'],
    program: inMain('await 1'),
    prints: ["TypeError: 'int' object can't be awaited"],
  },
  {
    at: ['async-await#who-calls-whom'],
    program: raises('def f():\n    await g()'),
    prints: ["SyntaxError: 'await' outside async function"],
    quotes: ["'await' outside async function"],
  },
  {
    at: ['async-await#forgotten'],
    program: `
import gc, warnings
async def post(): pass
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    post()
    gc.collect()
for each in caught:
    print(f"{each.category.__name__}: {each.message}")
${inMain('yield 1').replace('{error}', 'refused')}`,
    prints: ["RuntimeWarning: coroutine 'post' was never awaited", 'TypeError: refused'],
    quotes: ["coroutine 'post' was never awaited"],
  },
  {
    at: ['async-await#readers-ask'],
    program: inMain('c = quick()\nawait c\nawait c', 'async def quick(): pass'),
    prints: ['RuntimeError: cannot reuse already awaited coroutine'],
    quotes: ['cannot reuse already awaited coroutine'],
  },
  {
    at: ['generator-or-coroutine#native-coroutines'],
    program: `
async def f(): pass
c = f()
try:
    for _ in c: pass
except TypeError as error:
    print(error)
c.close()
`,
    prints: ["'coroutine' object is not iterable"],
    quotes: ["'coroutine' object is not iterable", "'generator' object can't be awaited"],
  },
  {
    at: ['generator-or-coroutine#in-python'],
    program:
      raises('async def f():\n    yield 1\n    return 2') + raises('async def f():\n    yield 1\n    yield from g()'),
    prints: ["SyntaxError: 'return' with value in async generator", "SyntaxError: 'yield from' inside async function"],
  },
  {
    at: ['running#history'],
    program: inMain('await asyncio.wait([quick()])', 'async def quick(): pass'),
    prints: ['TypeError: Passing coroutines is forbidden, use tasks explicitly.'],
    quotes: ['Passing coroutines is forbidden, use tasks explicitly.'],
  },
  {
    at: ['running#by-hand'],
    program: `
import asyncio
loop = asyncio.new_event_loop()
loop.call_soon(loop.stop)
for attempt in [loop.create_future, loop.close]:
    try:
        made = attempt()
        loop.run_until_complete(made or asyncio.sleep(0))
    except RuntimeError as error:
        print(error)
`,
    prints: ['Event loop stopped before Future completed.', 'Event loop is closed'],
    quotes: ['Event loop stopped before Future completed.', 'Event loop is closed'],
  },
  {
    at: ['build-your-own#missing'],
    program: inMain('await odd()', 'import types\n@types.coroutine\ndef odd():\n    yield "not a future"'),
    prints: ["RuntimeError: Task got bad yield: 'not a future'"],
    quotes: ['RuntimeError'],
  },
  {
    at: ['cancellation#around-a-body'],
    program: `${raises('async def f():\n    async with a:\n        # nothing yet')}${inMain(
      'async with connection():\n    pass',
      'import contextlib\n@contextlib.asynccontextmanager\ndef connection():\n    yield',
    )}`,
    prints: [
      "IndentationError: expected an indented block after 'with' statement on line 2",
      "TypeError: 'generator' object is not an async iterator",
    ],
    quotes: ['IndentationError'],
  },
  {
    at: ['cancellation#protected-work'],
    program: `
import asyncio

async def fail():
    raise ValueError

async def work():
    task = asyncio.current_task()
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("caught, still standing:", task.cancelling())
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(1)
    except TimeoutError:
        print("timeout, still standing:", task.cancelling())
    await asyncio.sleep(0)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
    except* ValueError:
        print("group, still standing:", task.cancelling())
    await asyncio.sleep(0)
    print("never printed")

async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())

asyncio.run(main())
`,
    prints: ['caught, still standing: 1', 'timeout, still standing: 1', 'group, still standing: 1', 'cancelled: True'],
  },
  {
    at: ['locks#not-reentrant'],
    program: `
import asyncio, threading
print(hasattr(threading, "RLock"), hasattr(asyncio, "RLock"))
`,
    prints: ['True False'],
    quotes: ['threading.RLock'],
  },
  {
    at: ['locks#one-loop'],
    program: `
import asyncio
lock = asyncio.Lock()

async def fight(seconds):
    async with lock:
        await asyncio.sleep(seconds)

async def main():
    await asyncio.gather(fight(1), fight(1))

asyncio.run(main())
try:
    asyncio.run(main())
except RuntimeError as error:
    print(type(error).__name__, "is bound to a different event loop" in str(error))
`,
    prints: ['RuntimeError True'],
    quotes: ['RuntimeError'],
  },
  {
    at: ['async-iteration#protocol'],
    program: inMain('async for each in [1]: pass'),
    prints: ["TypeError: 'async for' requires an object with __aiter__ method, got list"],
    quotes: ['__aiter__', 'TypeError'],
  },
  {
    at: ['async-iteration#in-python'],
    program: inMain(
      'g = slow()\nfirst = asyncio.create_task(anext(g))\nawait asyncio.sleep(0)\ntry:\n    await anext(g)\nfinally:\n    first.cancel()',
      'async def slow():\n    await asyncio.sleep(1)\n    yield 1',
    ),
    prints: ['RuntimeError: anext(): asynchronous generator is already running'],
    quotes: ['asynchronous generator is already running'],
  },
  {
    at: ['yield-from#readers-ask'],
    program: `
def inner():
    yield 1
    return 2

def outer():
    g = inner()
    print((yield from g))
    print((yield from g))

for _ in outer(): pass
`,
    prints: ['2', 'None'],
  },
  {
    at: ['tasks#task-is-future'],
    program:
      inMain('asyncio.current_task().result()').replace('Exception', 'asyncio.InvalidStateError') +
      inMain('asyncio.current_task().set_result(1)'),
    prints: ['InvalidStateError: Result is not set.', 'RuntimeError: Task does not support set_result operation'],
    quotes: ['InvalidStateError'],
  },
  {
    at: ['running#by-hand', 'tasks#keep-a-reference'],
    program: `
import asyncio, gc

async def blink():
    await asyncio.get_running_loop().create_future()

loop = asyncio.new_event_loop()
loop.set_exception_handler(lambda _loop, context: print(context["message"]))
task = loop.create_task(blink())
loop.run_until_complete(asyncio.sleep(0))
loop.close()
del task
gc.collect()
`,
    prints: ['Task was destroyed but it is pending!'],
    quotes: ['Task was destroyed but it is pending!'],
  },
  {
    at: ['gather#to-the-awaiter'],
    program: `
import asyncio, gc

async def fail(seconds):
    await asyncio.sleep(seconds)
    raise ValueError(seconds)

async def main():
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: print(context["message"]))
    try:
        await asyncio.gather(fail(1), fail(2))
    except ValueError as error:
        print("first", error)
    await asyncio.sleep(3)
    gc.collect()
    print("the second is silent")

asyncio.run(main())
`,
    prints: ['first 1', 'the second is silent'],
  },
  {
    at: ['gather#several-errors'],
    program:
      raises('for n in [1]:\n    try: pass\n    except* ValueError: break') +
      raises('try: pass\nexcept* ValueError: pass\nexcept TypeError: pass') +
      raises('try:\n    raise ExceptionGroup("g", [ValueError()])\nexcept ValueError:\n    pass') +
      raises('try:\n    raise ValueError()\nexcept* ValueError as values:\n    print(type(values).__name__)'),
    prints: [
      "SyntaxError: 'break', 'continue' and 'return' cannot appear in an except* block",
      "SyntaxError: cannot have both 'except' and 'except*' on the same 'try'",
      'ExceptionGroup: g (1 sub-exception)',
      'ExceptionGroup',
    ],
  },
  {
    at: ['locks#a-lost-update'],
    program: `
import asyncio

total = 0

async def price():
    await asyncio.sleep(1)
    return 1

async def work():
    global total
    total += await price()

async def main():
    await asyncio.gather(work(), work(), work())
    print(total)

asyncio.run(main())
`,
    prints: ['1'],
  },
]

export const NODE_CLAIMS: readonly Claim[] = [
  {
    at: ['javascript-loop#node'],
    program: `
setTimeout(() => {
  setTimeout(() => console.log('timeout'), 0)
  setImmediate(() => console.log('immediate'))
  Promise.resolve().then(() => console.log('promise'))
  process.nextTick(() => console.log('nextTick'))
  console.log('callback')
}, 0)
Promise.resolve().then(() => console.log('top: promise'))
process.nextTick(() => console.log('top: nextTick'))
`,
    prints: ['top: promise', 'top: nextTick', 'callback', 'nextTick', 'promise', 'immediate', 'timeout'],
  },
  {
    at: ['javascript-loop#rejections'],
    program: `
process.on('exit', (code) => console.log('exit code', code))
Promise.reject(new Error('nobody asks'))
setTimeout(() => console.log('never'), 1000)
`,
    prints: ['exit code 1'],
  },
  {
    at: ['send#readers-ask'],
    program: `
for (const line of ['const n = 2 * yield r', 'f(yield r)']) {
  try {
    new Function('return function* (f, r) { ' + line + ' }')
    console.log('allowed')
  } catch (error) {
    console.log(error.name)
  }
}
`,
    prints: ['SyntaxError', 'allowed'],
    quotes: ['f(yield r)'],
  },
  {
    at: ['yield-from#readers-ask'],
    program: `
function* inner() {
  yield 1
  return 2
}
function* outer() {
  const g = inner()
  console.log(yield* g)
  console.log(yield* g)
}
for (const _ of outer());
`,
    prints: ['2', 'undefined'],
  },
  {
    at: ['producer-consumer#in-python'],
    program: `
function* ask() {
  try { self.next() } catch (error) { console.log(error.name) }
}
const self = ask()
self.next()
`,
    prints: ['TypeError'],
  },
  {
    at: ['send#in-python'],
    program: `
function* stubborn() {
  try { yield 1 } finally { yield 2 }
}
const g = stubborn()
g.next()
console.log(JSON.stringify(g.return('ended')))
`,
    prints: ['{"value":2,"done":false}'],
  },
  {
    at: ['yield-from#in-python'],
    program: `
const inner = {
  [Symbol.iterator]: () => inner,
  next: () => ({ done: false, value: 1 }),
  return: () => (console.log('closed'), {}),
}
function* outer() { yield* inner }
const g = outer()
g.next()
try { g.throw(new Error('in')) } catch (error) { console.log(error.name) }
`,
    prints: ['closed', 'TypeError'],
  },
]
