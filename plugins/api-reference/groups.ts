/** Both languages of the site. */
export type Text = Readonly<Record<'en' | 'zh-Hans', string>>

/** A page of the reference for some names of the main entry. */
export interface Group {
  /** The last part of its address. */
  readonly id: string
  readonly title: Text
  /** What these names have in common: one sentence. */
  readonly about: Text
  /** In the order in which they stand on the page. */
  readonly names: readonly string[]
}

const names = (text: string): readonly string[] => text.trim().split(/\s+/)

/** The pages of the main entry. A name that stands nowhere here comes on a page of its own kind, and fails a test. */
export const groups: readonly Group[] = [
  {
    id: 'generators',
    title: { en: 'Generators', 'zh-Hans': '生成器' },
    about: {
      en: 'Generators as Python has them, with `send`, `throw` and `close`.',
      'zh-Hans': '与Python行为一致的生成器，带`send`、`throw`和`close`。',
    },
    names: names(`
      generator PyGenerator GeneratorState GEN_CREATED GEN_RUNNING GEN_SUSPENDED GEN_CLOSED StopIteration GeneratorExit
    `),
  },
  {
    id: 'coroutines',
    title: { en: 'Coroutines', 'zh-Hans': '协程' },
    about: {
      en: 'What a coroutine is to the types, and what can be waited for.',
      'zh-Hans': '在类型里，协程是什么，什么可以等待。',
    },
    names: names('Coroutine Awaitable Suspension isCoroutine'),
  },
  {
    id: 'running',
    title: { en: 'Running', 'zh-Hans': '运行' },
    about: { en: 'From a main coroutine to its result.', 'zh-Hans': '从主协程到它的结果。' },
    names: names(`
      run RunOptions Main runSync Runner RunnerOptions getRunningLoop getEventLoop newEventLoop setEventLoop
    `),
  },
  {
    id: 'event-loop',
    title: { en: 'Event loop', 'zh-Hans': '事件循环' },
    about: {
      en: 'The loop itself: callbacks, timers, and what it reports.',
      'zh-Hans': '事件循环本身：回调、定时器，以及它报告的事情。',
    },
    names: names(`
      EventLoop EventLoopOptions Handle TimerHandle ExceptionHandler ExceptionContext Selector SelectorKey
      SelectorData EVENT_READ EVENT_WRITE
    `),
  },
  {
    id: 'clocks',
    title: { en: 'Clocks', 'zh-Hans': '时钟' },
    about: {
      en: 'What a loop takes its time from: real, virtual, or faster than real.',
      'zh-Hans': '事件循环的时间从哪里来：真实时间、虚拟时间，或加速的真实时间。',
    },
    names: names('RealClock VirtualClock VirtualClockOptions Pace ScaledClock Clock WakeReason'),
  },
  {
    id: 'futures',
    title: { en: 'Futures', 'zh-Hans': 'Future' },
    about: {
      en: 'Results that will be there, and the way from promises to them.',
      'zh-Hans': '将来才有的结果，以及从promise到它的桥。',
    },
    names: names(`
      Future DoneCallback wrapFuture WrapOptions AbortSignalLike HostAbortSignal ensureFuture isFuture
    `),
  },
  {
    id: 'tasks',
    title: { en: 'Tasks', 'zh-Hans': '任务' },
    about: { en: 'Coroutines that are under way on a loop.', 'zh-Hans': '正在事件循环上运行的协程。' },
    names: names(`
      createTask TaskOptions Task currentTask allTasks sleep TaskFactory eagerTaskFactory createEagerTaskFactory
      TaskConstructor
    `),
  },
  {
    id: 'waiting',
    title: { en: 'Several at once, and timeouts', 'zh-Hans': '同时等待多个，以及超时' },
    about: {
      en: 'Waiting for several things, and not for too long.',
      'zh-Hans': '等待多件事，而且不会等太久。',
    },
    names: names(`
      gather GatherOptions Result TaskGroup wait WaitOptions ReturnWhen ALL_COMPLETED FIRST_COMPLETED FIRST_EXCEPTION
      asCompleted AsCompletedOptions AsCompleted FutureOf waitFor timeout timeoutAt Timeout shield
    `),
  },
  {
    id: 'synchronisation',
    title: { en: 'Synchronisation', 'zh-Hans': '同步原语' },
    about: {
      en: 'Who may go on, when tasks share something.',
      'zh-Hans': '任务共享资源时，决定谁可以继续。',
    },
    names: names('Lock Event Condition Semaphore BoundedSemaphore Barrier BrokenBarrierError'),
  },
  {
    id: 'queues',
    title: { en: 'Queues', 'zh-Hans': '队列' },
    about: {
      en: 'Handing items from tasks to tasks, with back-pressure.',
      'zh-Hans': '在任务之间传递数据，带背压。',
    },
    names: names('Queue PriorityQueue PriorityQueueOptions Compare LifoQueue QueueEmpty QueueFull QueueShutDown'),
  },
  {
    id: 'errors',
    title: { en: 'Errors', 'zh-Hans': '异常' },
    about: {
      en: 'The exceptions that users of asyncio meet, under their own names.',
      'zh-Hans': 'asyncio用户会遇到的异常，名字与Python相同。',
    },
    names: names(`
      CancelledError isCancelled TimeoutError InvalidStateError RuntimeError ValueError DeadlockError Stuck
      ExceptionGroup ErrorCondition ErrorClass
    `),
  },
  {
    id: 'call-graphs',
    title: { en: 'Call graphs', 'zh-Hans': '调用图' },
    about: { en: 'Who waits for whom.', 'zh-Hans': '谁在等谁。' },
    names: names(`
      captureCallGraph formatCallGraph printCallGraph CallGraphOptions FutureCallGraph FrameCallGraphEntry
    `),
  },
  {
    id: 'executors',
    title: { en: 'Executors', 'zh-Hans': '执行器' },
    about: {
      en: 'Functions that run elsewhere, so that they do not block the loop.',
      'zh-Hans': '把函数交给别处执行，不阻塞事件循环。',
    },
    names: names('toThread Executor'),
  },
]

/** Where a name of the main entry stands that no group has. */
export const others: Omit<Group, 'names'> = {
  id: 'others',
  title: { en: 'Others', 'zh-Hans': '其他' },
  about: { en: 'Names that belong to no other page.', 'zh-Hans': '不属于其他各页的名字。' },
}

/** Another entry of the package. */
export interface EntryText {
  readonly about: Text
  /** Pages besides its own for some of its names, where one page would be heavy. */
  readonly parts?: readonly Group[]
}

/** What the other entries of the package are for; one that is missing here gets its page all the same. */
export const entries: Readonly<Record<string, EntryText>> = {
  trace: {
    about: {
      en: 'What happened in a run, as a list of plain events, and the state of the loop at each.',
      'zh-Hans': '一次运行里发生的事，记成一列普通的事件；以及每个事件发生时事件循环的状态。',
    },
    parts: [
      {
        id: 'trace-events',
        title: { en: 'asyncio-ts/trace: events', 'zh-Hans': 'asyncio-ts/trace：事件' },
        about: { en: 'What an event of a trace can be, by its kind.', 'zh-Hans': '记录里有哪几种事件。' },
        names: names(`
          TraceEvent EventBase EventBody ProgramEvent LoopEvent TaskEvent FutureEvent SyncEvent QueueEvent GeneratorEvent
          NetEvent Ending Place Side
        `),
      },
    ],
  },
  host: {
    about: {
      en: 'For whoever runs other people’s programs: a playground, a test.',
      'zh-Hans': '给运行他人程序的一方使用：演练场、测试。',
    },
  },
  net: {
    about: {
      en: 'Streams, datagrams, transports and protocols, on a simulated network.',
      'zh-Hans': '流、数据报、传输与协议，运行在模拟的网络上。',
    },
    parts: [
      {
        id: 'net-transports',
        title: { en: 'asyncio-ts/net: transports', 'zh-Hans': 'asyncio-ts/net：传输与协议' },
        about: { en: 'What streams are made of: transports and protocols.', 'zh-Hans': '流的底层：传输与协议。' },
        names: names(`
          createConnection ConnectionOptions createServer ServerOptions createDatagramEndpoint DatagramEndpointOptions
          subprocessExec subprocessShell
          BaseProtocol Protocol BufferedProtocol DatagramProtocol SubprocessProtocol BaseTransport ReadTransport
          WriteTransport Transport DatagramTransport SubprocessTransport ExtraInfo WriteBufferLimits
        `),
      },
      {
        id: 'net-network',
        title: { en: 'asyncio-ts/net: the network', 'zh-Hans': 'asyncio-ts/net：网络' },
        about: {
          en: 'The network that is simulated, its conditions and its errors; pairs of sockets and their selector.',
          'zh-Hans': '模拟的网络、它的状况，以及它的错误；成对的套接字，以及等待它们的selector。',
        },
        names: names(`
          SimulatedNetwork SimulatedNetworkOptions LinkConditions Network Address getNetwork setNetwork socketPair
          PairedSocket DefaultSelector DefaultSelectorOptions OSError ConnectionError ConnectionRefusedError
          ConnectionResetError ConnectionAbortedError BrokenPipeError BlockingIOError ProcessLookupError GaiError SslError
        `),
      },
    ],
  },
  node: {
    about: { en: 'The network of the machine, for programs in Node.', 'zh-Hans': '本机的网络，供Node程序使用。' },
  },
  executor: {
    about: {
      en: 'Worker pools for `runInExecutor` and `toThread`.',
      'zh-Hans': '供`runInExecutor`和`toThread`使用的worker池。',
    },
  },
}
