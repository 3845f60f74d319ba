/*
 * What the book has to teach, point by point, and the section that teaches it: `page#id`, or a page for what is taught
 * by all of it. A point without a section is a hole in the book; content-map.test.ts sees to it that the sections and
 * examples are there, in both languages.
 */

export interface ChapterPoints {
  readonly page: string
  /** What is to be taught → where it is. */
  readonly teaches: Readonly<Record<string, readonly string[]>>
  /** The live examples that belong to the chapter, on its own page. */
  readonly examples: readonly string[]
}

export const CHAPTERS: readonly ChapterPoints[] = [
  {
    page: '',
    teaches: { 'what this is, with one playground ready to run': ['#home-say-after', '#where-to-start'] },
    examples: ['home-say-after'],
  },
  {
    page: 'why-coroutines',
    teaches: {
      'an API call that returns its value without waiting for the main loop to come round': [
        'why-coroutines#bot',
        'why-coroutines#why-not-wait',
      ],
      'asynchronous work in synchronous style, with its context kept': ['why-coroutines#in-one-piece-section'],
      'what callbacks cost': ['why-coroutines#callback-costs'],
      'a try around the request cannot catch the error of the callback': ['why-coroutines#callback-errors'],
      'subroutine and coroutine': ['why-coroutines#subroutine-and-coroutine', 'why-coroutines#one-call-stack'],
      'Knuth: subroutines are special cases of coroutines': ['why-coroutines#special-case'],
      'cooperative, not preemptive; like an interrupt in shape only': ['why-coroutines#cooperative'],
      'fibers and user-mode threads have a stack of their own': ['why-coroutines#stackless'],
      'where coroutines come from': ['why-coroutines#history'],
      'concurrency, parallelism, asynchronous': ['why-coroutines#concurrency'],
      'the GIL': ['why-coroutines#gil'],
      processes: ['why-coroutines#processes'],
    },
    examples: ['a-and-b', 'callback-hell'],
  },
  {
    page: 'generators',
    teaches: {
      'fib four times: printing, a list, an iterator class, a generator': [
        'generators#form-print',
        'generators#form-list',
        'generators#form-class',
        'generators#form-generator',
      ],
      'lazy sequences, saved state, memory, take': ['generators#endless'],
      'generator function and generator object': ['generators#function-and-object'],
      'creation runs nothing; a call makes a new generator': ['generators#function-and-object', 'generators#fib-steps'],
      'next and for…of': ['generators#form-generator', 'generators#two-nexts'],
      'what return does, and that for drops its value': ['generators#return'],
      'iterable and iterator': ['generators#iterables'],
      'for…of closes a generator at break, the for of Python does not': ['generators#break'],
    },
    examples: ['fib', 'fib-steps', 'counter', 'for-break'],
  },
  {
    page: 'send',
    teaches: {
      'yield as an expression: out and in': ['send#listen', 'send#out-and-in'],
      'the two halves of u = yield v, in the five steps of one send': ['send#halves', 'send#resumes-inside'],
      'the first request, and the value that it loses': ['send#first-send', 'send#first-half-has-run'],
      'a helper that primes': ['send#primed-helper'],
      'does n = yield r receive, then give back?': ['send#readers-ask'],
      throw: ['send#throw'],
      close: ['send#close'],
      states: ['send#states'],
      'what next(v) of JavaScript does differently': [
        'send#in-python',
        'send#first-value-lost',
        'send#ending-natively',
      ],
    },
    examples: ['echo', 'send-counter', 'two-halves', 'primed'],
  },
  {
    page: 'producer-consumer',
    teaches: {
      'variant A: push and answer, in steps': ['producer-consumer#variant-a', 'producer-consumer#variant-a-steps'],
      'variant B: a producer that stops on a status': ['producer-consumer#variant-b'],
      'the double exchange, written out for both generators': ['producer-consumer#variant-b'],
      'no lock, no second thread, but nothing overlaps: a hand-off': ['producer-consumer#hand-off'],
      'nesting goes on to the depth of the stack': ['producer-consumer#chains', 'producer-consumer#how-deep'],
      'a ring is refused': ['producer-consumer#a-ring'],
      'the thread version with a queue and a lock, and how that deadlocks': ['producer-consumer#with-threads'],
      'why return, break or continue in the consumer changes nothing here': ['producer-consumer#readers-ask'],
    },
    examples: ['producer-consumer', 'producer-consumer-status', 'return-question', 'pipeline', 'nest', 'ring'],
  },
  {
    page: 'yield-from',
    teaches: {
      'values, sends, throws and the return value pass through': ['yield-from#what-passes', 'yield-from#errors'],
      'yield* in TypeScript': ['yield-from#ask', 'yield-from#in-python'],
    },
    examples: ['delegate'],
  },
  {
    page: 'event-loop',
    teaches: {
      'event-driven programs': ['event-loop#event-driven'],
      'blocking, non-blocking, I/O multiplexing': [
        'event-loop#blocking',
        'event-loop#non-blocking',
        'event-loop#multiplexing',
      ],
      'one turn: poll, I/O callbacks, due timers, a snapshot of what is ready': ['event-loop#one-turn'],
      'what the asyncio module contained in 3.4 and contains': ['event-loop#asyncio-module'],
      'selector and proactor': ['event-loop#one-turn', 'event-loop#asyncio-module'],
      'what “like those of Twisted” means': ['event-loop#asyncio-module'],
      'the callback of a socket needs the context that a coroutine keeps': ['event-loop#context'],
    },
    examples: ['loop-turns', 'selector'],
  },
  {
    page: 'javascript-loop',
    teaches: {
      'macrotasks, microtasks, and the microtask drain before the next task': ['javascript-loop#two-queues'],
      rendering: ['javascript-loop#rendering'],
      'nextTick and setImmediate of Node': ['javascript-loop#node'],
      starvation: ['javascript-loop#starvation'],
      'native await always gives way for a microtask': ['javascript-loop#await'],
      'unhandled rejections': ['javascript-loop#rejections'],
      'how asyncio-ts sits on it': ['javascript-loop#asyncio-ts'],
    },
    examples: ['micro-macro', 'await-order', 'microtask-starvation'],
  },
  {
    page: 'build-your-own',
    teaches: {
      'selector and callbacks': ['build-your-own#selector', 'build-your-own#turns'],
      'Future: a result that will be there': ['build-your-own#future'],
      'Task: drives a coroutine with send; the callback of the Future wakes it': [
        'build-your-own#task',
        'build-your-own#who-drives',
      ],
      'an event loop of about a hundred lines': ['build-your-own#whole'],
      'the last step compared with asyncio-ts': ['build-your-own#same'],
    },
    examples: ['mini-future', 'mini-task', 'mini-loop'],
  },
  {
    page: 'async-await',
    teaches: {
      'the keyword map, and the listing of asyncio 3.4 as history': ['async-await#keywords'],
      'what became of @asyncio.coroutine': ['async-await#asyncio-coroutine'],
      'keywords belong to the language, asyncio is one driver among several': ['async-await#keywords-belong'],
      'Python coroutines are lazy, async functions of JavaScript start at once': ['async-await#lazy'],
      'what await really does': ['async-await#what-await-does'],
      'awaitables: __await__, thenables': ['async-await#awaitables'],
      'which kind of function can call which': ['async-await#who-calls-whom'],
      'the forgotten await': ['async-await#forgotten'],
    },
    examples: [
      'hello-world',
      'compute-print-sum',
      'lazy-or-eager',
      'await-runs-inline',
      'forgotten-await',
      'drive-by-hand',
      'awaitable',
    ],
  },
  {
    page: 'generator-or-coroutine',
    teaches: {
      'the four differences and the one likeness that people quote': ['generator-or-coroutine#the-list'],
      'a convention of the time before async def': ['generator-or-coroutine#convention'],
      'what holds today: native coroutines': ['generator-or-coroutine#native-coroutines'],
      'async generators do both': ['generator-or-coroutine#both'],
    },
    examples: ['averager'],
  },
  {
    page: 'running',
    teaches: {
      'run, and what it cleans up': ['running#run'],
      'run within a turn is refused': ['running#run-in-run'],
      'runUntilComplete, runForever, stop, close': ['running#by-hand', 'running#forever'],
      'their history': ['running#history', 'running#get-event-loop'],
    },
    examples: ['run-until-complete', 'run-forever'],
  },
  {
    page: 'tasks',
    teaches: {
      'say_after in sequence and as tasks, on one timeline': ['tasks#one-after-the-other', 'tasks#two-tasks'],
      'the same with native calls, which overlap already': ['tasks#native'],
      'a Task is a Future: state, result, exception, callbacks, cancel': [
        'tasks#task-is-future',
        'tasks#states',
        'tasks#callbacks',
      ],
      'keep a reference': ['tasks#keep-a-reference'],
      'eager tasks': ['tasks#create-task'],
      'an awaited Future that is done lets nothing else run': ['tasks#done-task'],
      'many can wait at once': ['tasks#many'],
    },
    examples: [
      'say-after',
      'say-after-tasks',
      'say-after-native',
      'task-states',
      'task-callbacks',
      'starvation',
      'ten-thousand',
    ],
  },
  {
    page: 'cancellation',
    teaches: {
      'cancel and CancelledError': ['cancellation#asking-to-stop', 'cancellation#where-it-arrives'],
      finally: ['cancellation#tidying-up', 'cancellation#let-it-through'],
      'async with: acquire and release around a body': ['cancellation#around-a-body'],
      'timeout and waitFor': ['cancellation#time-limits'],
      shield: ['cancellation#protected-work'],
    },
    examples: ['cancel', 'timeout', 'shield', 'async-with'],
  },
  {
    page: 'gather',
    teaches: {
      'gather, and what is often said of it': ['gather#all-of-them', 'gather#gather-future'],
      'an exception goes to the awaiter': ['gather#to-the-awaiter'],
      'an exception goes to nobody': ['gather#to-nobody'],
      'an exception comes as a group': ['gather#several-errors'],
      returnExceptions: ['gather#among-the-results'],
      'wait and asCompleted': ['gather#first-answer', 'gather#as-they-come'],
      'TaskGroup and structured concurrency': ['gather#task-groups', 'gather#structured-concurrency'],
      'when to choose which': ['gather#which'],
    },
    examples: [
      'gather',
      'gather-exceptions',
      'lost-exception',
      'wait-first',
      'as-completed',
      'task-group',
      'except-star',
    ],
  },
  {
    page: 'locks',
    teaches: {
      'check-then-act across a yield': ['locks#check-then-act'],
      'a lost update': ['locks#a-lost-update'],
      'Lock with its block form': ['locks#a-lock', 'locks#acquire-release'],
      'not re-entrant': ['locks#not-reentrant'],
      'coroutines deadlock too': ['locks#deadlock'],
      'a Lock guards one loop': ['locks#one-loop'],
      'Semaphore, Event, Condition, Barrier': [
        'locks#a-semaphore',
        'locks#an-event',
        'locks#a-condition',
        'locks#a-barrier',
      ],
      'consistency between suspension points': ['locks#between-suspensions', 'locks#eventual-consistency'],
    },
    examples: ['lost-update', 'lock', 'lock-twice', 'overdraw', 'semaphore', 'dining'],
  },
  {
    page: 'queues',
    teaches: {
      'back-pressure': ['queues#put-and-get', 'queues#why-a-size'],
      'several workers': ['queues#several-workers'],
      join: ['queues#join'],
      shutdown: ['queues#closing-down'],
    },
    examples: ['queue-workers', 'back-pressure'],
  },
  {
    page: 'async-iteration',
    teaches: {
      'async for and async generators': ['async-iteration#a-loop-that-waits', 'async-iteration#two-ways-out'],
      aclose: ['async-iteration#closing'],
      'for await and Symbol.asyncIterator': ['async-iteration#protocol'],
    },
    examples: ['ticker', 'paged'],
  },
  {
    page: 'threads-and-processes',
    teaches: {
      'what coroutines cannot do: computing blocks the loop': ['threads-and-processes#standing-still'],
      'what the GIL does; input and output, and C extensions that release it': ['threads-and-processes#the-gil'],
      'subinterpreters, free-threaded builds': ['threads-and-processes#the-gil'],
      'handing work to a pool: runInExecutor and toThread': [
        'threads-and-processes#elsewhere',
        'threads-and-processes#two-at-once',
        'threads-and-processes#threads',
      ],
      'what crosses to a worker': ['threads-and-processes#copies-section'],
      call_soon_threadsafe: ['threads-and-processes#thread-to-loop'],
      'many loops on many cores': ['threads-and-processes#many-loops'],
      'which is right when': ['threads-and-processes#ways-out', 'threads-and-processes#which'],
      'costs side by side, measured in the browser of the reader': ['threads-and-processes#what-it-costs'],
    },
    examples: ['blocked-loop', 'executor', 'two-cores', 'copies', 'costs'],
  },
  {
    page: 'network',
    teaches: {
      'streams: an echo server': ['network#echo'],
      'a stream has no messages': ['network#messages'],
      'a slow client: drain, high and low water': ['network#slow-client-section'],
      'what goes wrong: refused, reset, cut off, silent': ['network#errors'],
      'a crawl of three sites': ['network#crawl'],
      datagrams: ['network#datagrams-section'],
      'transports and protocols: what they are and where asyncio has them': ['network#transports'],
      'TLS and subprocess pipes: what they are and where asyncio has them': ['network#tls-and-subprocesses'],
      'the simulated network, and the real one': ['network#elsewhere'],
    },
    examples: ['echo-server', 'crawler'],
  },
  {
    page: 'testing-and-debugging',
    teaches: {
      'virtual time and deterministic order as a method of testing': [
        'testing-and-debugging#virtual-time',
        'testing-and-debugging#same-order',
      ],
      IsolatedAsyncioTestCase: ['testing-and-debugging#frameworks'],
      'debug mode and slow callbacks': ['testing-and-debugging#debug-mode'],
      'task names': ['testing-and-debugging#names'],
      'call graphs, asyncio pstree': ['testing-and-debugging#a-hang', 'testing-and-debugging#from-outside'],
      'finding the await that hangs': ['testing-and-debugging#a-hang', 'testing-and-debugging#where-to-look'],
    },
    examples: ['test-with-clock', 'slow-callback', 'hang'],
  },
  {
    page: 'bot',
    teaches: {
      'a call returns its reply: a Future found by its echo': ['bot#call'],
      'messages come in on one connection, and handlers go on meanwhile': ['bot#the-bot', 'bot#reader'],
      'a lost reply times out': ['bot#no-reply'],
      'a reconnect loses nothing': ['bot#reconnect'],
    },
    examples: ['bot'],
  },
  {
    page: 'react',
    teaches: {
      'start on mount, cancel on unmount': ['react#lifetime', 'react#hook'],
    },
    examples: [],
  },
]

/** Chapters that are not written yet, and what each is to teach. Whoever writes one moves it up. */
export const NOT_YET: readonly Omit<ChapterPoints, 'teaches'>[] = []

export const REFERENCE: readonly string[] = [
  'reference/python-map',
  'reference/versions',
  'reference/glossary',
  'reference/corrections',
  'reference/sources',
]

/** Examples that every reader of the notes will look for: what each prints, byte for byte; Chinese where it differs. */
export const OUTPUTS: Readonly<
  Record<string, { readonly en: readonly string[]; readonly 'zh-Hans'?: readonly string[] }>
> = {
  echo: { en: ['Received: Hello', 'Received: World'] },
  'producer-consumer': {
    en: [1, 2, 3, 4, 5].flatMap((n) => [
      `[PRODUCER] Producing ${n}...`,
      `[CONSUMER] Consuming ${n}...`,
      '[PRODUCER] Consumer return: 200 OK',
    ]),
  },
  'producer-consumer-status': {
    en: ['I got 5!', 'I got 4!', 'I got 3!', 'I only want 3, 4 and 5', 'Done'],
    'zh-Hans': ['我拿到了5!', '我拿到了4!', '我拿到了3!', '我只要3,4,5就行啦', '程序结束'],
  },
  fib: { en: ['1', '1', '2', '3', '5', '8', '[1, 1, 2, 3, 5, 8]', '1', '1', '2', 'done'] },
  'send-counter': {
    en: ['1', 'received nothing', '2', 'received hello', '3', "can't send non-None value to a just-started generator"],
  },
  'a-and-b': { en: ['1', '2', 'x', 'y', '3', 'z'] },
  'compute-print-sum': { en: ['Compute 1 + 2 ...', 'Compute 3 + 4 ...', '1 + 2 = 3', '3 + 4 = 7'] },
  'compute-one-sum': { en: ['Compute 1 + 2 ...', '1 + 2 = 3'] },
  'hello-world': { en: ['Hello ...', '... World!'] },
  'say-after': { en: ['started at 17:13:52', 'hello', 'world', 'finished at 17:13:55'] },
  'say-after-tasks': { en: ['started at 17:14:32', 'hello', 'world', 'finished at 17:14:34'] },
  gather: { en: ['[1, 2]'] },
  lock: { en: ['without lock: 1', 'with lock: 3'] },
  'return-question': {
    en: [
      '--- return',
      '[CONSUMER] Consuming 1...',
      'sent 1, got 200 OK',
      'sent 0, got StopIteration',
      '--- break',
      '[CONSUMER] Consuming 1...',
      'sent 1, got 200 OK',
      '[CONSUMER] Out of the loop',
      'sent 0, got StopIteration',
      '--- continue',
      '[CONSUMER] Consuming 1...',
      'sent 1, got 200 OK',
      'sent 0, got 200 OK',
    ],
    'zh-Hans': [
      '--- return',
      '[CONSUMER] Consuming 1...',
      '发送1，得到200 OK',
      '发送0，得到StopIteration',
      '--- break',
      '[CONSUMER] Consuming 1...',
      '发送1，得到200 OK',
      '[CONSUMER] Out of the loop',
      '发送0，得到StopIteration',
      '--- continue',
      '[CONSUMER] Consuming 1...',
      '发送1，得到200 OK',
      '发送0，得到200 OK',
    ],
  },
}

/** How long a run of some of them takes, in seconds of loop time: what the chapters say of them rests on it. */
export const SECONDS: Readonly<Record<string, number>> = {
  'compute-print-sum': 1,
  'hello-world': 1,
  'say-after': 3,
  'say-after-tasks': 2,
  'say-after-native': 2,
  gather: 2,
}

/**
 * What is often said and is wrong, as the page of corrections has it, and the sections that teach it right. Each of them
 * links to its correction, and the correction to each of them.
 */
export const CORRECTIONS: Readonly<Record<string, readonly string[]>> = {
  'generator-function-is-generator': ['generators#function-and-object'],
  'call-goes-on': ['generators#function-and-object'],
  'yield-is-faster': ['generators#endless', 'generators#readers-ask'],
  'next-is-a-method': ['generators#two-nexts', 'generators#iterables'],
  'yield-needs-the-os': ['generators#readers-ask'],
  'statement-after-yield': ['send#resumes-inside'],
  'first-send-skips-yield': ['send#first-half-has-run'],
  'code-that-does-not-run': [
    'generators#readers-ask',
    'async-await#asyncio-coroutine',
    'async-await#two-at-once',
    'cancellation#around-a-body',
  ],
  'sends-one-to-five': ['producer-consumer#variant-b'],
  'status-to-main': ['producer-consumer#variant-b'],
  'return-break-continue-equal': ['producer-consumer#readers-ask'],
  'nested-for-ever': ['producer-consumer#how-deep', 'producer-consumer#a-ring'],
  'generators-produce-coroutines-consume': ['generator-or-coroutine#convention'],
  'thread-runs-one-subroutine': ['why-coroutines#one-call-stack'],
  'interrupted-at-any-time': ['why-coroutines#cooperative'],
  'fiber-is-coroutine': ['why-coroutines#stackless'],
  'only-recent': ['why-coroutines#history'],
  'coroutines-by-generators': ['generator-or-coroutine#native-coroutines'],
  'threads-never-parallel': ['why-coroutines#gil', 'threads-and-processes#the-gil'],
  'replaces-threads': ['why-coroutines#waiting-not-computing', 'threads-and-processes#standing-still'],
  'no-overhead': ['why-coroutines#cheap-not-free', 'threads-and-processes#what-it-costs'],
  'await-starts-a-task': ['async-await#what-await-does', 'tasks#readers-ask'],
  'await-gives-up-cpu': ['tasks#readers-ask', 'async-await#what-await-does'],
  'say-after-one-then-two': ['tasks#one-after-the-other'],
  'create-task-at-once': ['tasks#create-task', 'tasks#keep-a-reference'],
  'gather-no-tasks': ['gather#gather-future'],
  'task-drives-future': ['build-your-own#who-drives', 'tasks#who-drives-whom'],
  'asyncio-keywords': ['async-await#keywords-belong'],
  'asyncio-coroutine-until-35': ['async-await#asyncio-coroutine'],
  'run-after-37': ['running#get-event-loop', 'running#history'],
  'asyncio-list': ['event-loop#asyncio-module'],
  'no-locks-needed': ['locks#between-suspensions'],
  'consistency-guaranteed': ['locks#eventual-consistency'],
  'no-deadlocks': ['locks#deadlock', 'locks#not-reentrant'],
}
