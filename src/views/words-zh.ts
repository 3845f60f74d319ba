import type { WaitFor } from './timeline'
import type { Words } from './words'

const seconds = (t: number): string => `${Number(t.toFixed(3))}\u00a0秒`
const quote = (text: string): string => `“${text}”`

function on(wait: WaitFor): string {
  if (wait.kind === 'sleep') return seconds(wait.seconds)
  if (wait.kind === 'for-ever') return `${purpose(wait.what)}，永远等不到`
  if (wait.side === 'get') return `${wait.what}里的一项`
  if (wait.side === 'put') return `${wait.what}里的空位`
  if (wait.side === 'join') return `${wait.what}全部处理完`
  return purpose(wait.what)
}

/** What `asyncio-ts` says of what a task waits for, which names nothing of the program's. */
const PURPOSES: Readonly<Record<string, string>> = {
  'a connection': '连接',
  'a promise': 'Promise',
  'data from a stream': '流里的数据',
  'room to write to a stream': '流有空位可写',
  'the address of a name': '域名的地址',
  'the end of a connection': '连接结束',
  'the end of a pipe': '管道结束',
  'the end of a process': '进程结束',
  'the shutdown of the executor': '执行器关闭',
  'the start of a process': '进程启动',
}

/** The same of what does name something. */
const NAMING: readonly (readonly [form: RegExp, said: string])[] = [
  [/^(gather|wait|asCompleted|shield) of (.*)$/, '$1里的$2'],
  [/^TaskGroup of (.*)$/, '任务组里的$1'],
  [/^the end of (<Server .*)$/, '$1关闭'],
  [/^the end of (.*)$/, '$1结束'],
  [/^connections to (.*)$/, '$1的连接'],
  [/^(.*) in an executor$/, '执行器里的$1'],
]

function purpose(what: string): string {
  const known = PURPOSES[what]
  if (known !== undefined) return known
  const naming = NAMING.find(([form]) => form.test(what))
  return naming === undefined ? what : what.replace(...naming).replaceAll(/, (?![^[]*\])/g, '、')
}

const waits = (wait: WaitFor): string => (wait.kind === 'sleep' ? `睡\u00a0${on(wait)}` : `等待${on(wait)}`)
const value = (text: string): string => (text === 'undefined' ? '' : text)

export const chinese: Words = {
  locale: 'zh-Hans',
  seconds,
  list: (items) => items.join('、'),
  clauses: (parts) => parts.join('；'),
  quote,
  labelled: (label, text) => `${label}：${text}`,
  lane: (key) => (key === 'program' ? '主程序' : '回调'),
  output: '输出',
  purpose,
  waitsFor: waits,
  waitsForShort: waits,
  ready: '就绪',
  ends: (how, text) =>
    how === 'result' ? `完成${text === 'undefined' ? '' : `：${text}`}` : how === 'error' ? text : '已取消',
  holds: (what) => `持有${what}`,
  prints: (text) => `打印${quote(text)}`,
  makes: (task) => `创建任务${task}`,
  wakes: (task) => `唤醒${task}`,
  cancels: (task) => `要求${task}结束`,
  runs: '运行',
  lasts: (t) => `用了\u00a0${seconds(t)}`,
  heldUpSince: (t) => `${seconds(t)}时就该运行了`,
  givesWay: '让别人先运行，自己又回到就绪',
  thenWaitsFor: waits,
  thenEnds: (how, text) =>
    how === 'result'
      ? `结束${text === 'undefined' ? '' : `，结果是${text}`}`
      : how === 'error'
        ? `以${text}结束`
        : '因取消而结束',
  acquires: (what) => `取得${what}`,
  releases: (what) => `归还${what}`,
  puts: (text, what, size) => `把${text}放进${what}（里面有${size}项）`,
  gets: (text, what, size) => `从${what}取出${text}（还剩${size}项）`,
  sends: (text, to, there, lost) => {
    const sent = text === null ? `结束发往${to}的流` : `把${text}发给${to}`
    if (there.length === 0) return lost ? `${sent}，但没有送到` : sent
    return `${sent}，${there.join('、')}时到达${lost ? '，另有一份丢失' : ''}`
  },
  reads: (text) => `读到${text}`,
  more: (count) => `……还有${count}项`,
  cut: ({ why, dropped }) =>
    `记录到此为止：还有${dropped}个事件没有记录（${why === 'events' ? '事件太多' : why === 'bytes' ? '文字太多' : why === 'tasks' ? '任务太多' : '记录器出错'}）。`,
  legend: {
    runs: '运行',
    waits: '等待',
    ready: '就绪，在队列里',
    ended: '已结束',
    foot: '已结束',
    holds: '持有锁',
    links: '创建、唤醒或取消任务',
    step: '运行一行',
    prints: '打印',
    sends: '经网络发送',
    suspended: '停在yield处，挂起',
    task: '任务的一步',
    callback: '回调',
    timer: '到点的定时器',
    resumes: '恢复',
    gives: '交还控制权',
  },
  columns: {
    time: '时间',
    turn: '轮',
    who: '谁',
    what: '做什么',
    from: '从',
    to: '到',
    value: '值',
    ready: '之后就绪的',
    line: '行',
  },
  handoff: {
    driver: '驱动者',
    loop: '事件循环',
    theDriver: '驱动者',
    theLoop: '事件循环',
    resume: (op, text) => (op === 'next' ? 'next()' : op === 'close' ? 'close()' : `${op}(${text ?? ''})`),
    yields: (text) => (text === 'undefined' ? 'yield' : `yield ${text}`),
    returns: (text) => (text === 'undefined' ? 'return' : `return ${text}`),
    throws: (text) => `抛出${text}`,
    closed: '已关闭',
    dropped: '丢了：还没有yield在等它',
    delegates: (to) => `yield* ${to}`,
    created: '已创建，未开始',
  },
  loop: {
    turn: (n) => `第${n}轮`,
    start: '第一轮之前',
    ready: '就绪',
    running: '正在运行',
    timers: '定时器',
    waiting: '等待中',
    done: '已结束',
    locks: '锁与队列',
    nothing: '空',
    readyNote: '先进先出',
    due: (t) => `在${seconds(t)}`,
    never: '永不',
    heldBy: (names) => `由${names}持有`,
    free: '空闲',
    line: (names) => `排队：${names}`,
    items: (size) => `里面有${size}项`,
    ranThis: (names) => `运行${names}`,
  },
  event: {
    genCreate: (gen) => `创建${gen}；它的函数体还没有运行`,
    genResume: (who, gen, op, text) =>
      op === 'next'
        ? `${who}恢复${gen}`
        : op === 'send'
          ? `${who}把${text}传给${gen}`
          : op === 'throw'
            ? `${who}向${gen}抛入${text}`
            : `${who}关闭${gen}`,
    genDropped: '这个值丢了，因为还没有yield在等它',
    genYield: (gen, text, to) => `${gen}向${to}产出${text}，然后挂起`,
    genDelegate: (gen, to) => `${gen}委托给${to}`,
    genEnd: (gen, how, text) =>
      how === 'return' ? `${gen}返回${value(text)}` : how === 'throw' ? `${gen}以${text}结束` : `${gen}被关闭`,
    taskCreate: (by, task) => (by === null ? `创建任务${task}` : `${by}创建任务${task}`),
    taskStep: (task, op, text) =>
      op === 'throw'
        ? `${task}继续运行：${text}被抛进来`
        : `${task}继续运行${text && text !== 'undefined' ? `，收到${text}` : ''}`,
    taskStart: (task) => `${task}开始运行`,
    taskSuspend: (task, wait) => (wait === null ? `${task}让别人先运行` : `${task}${waits(wait)}`),
    taskWake: (task, by) => `${by}已完成，${task}可以继续`,
    taskCancel: (by, task) => (by === null ? `要求${task}结束` : `${by}要求${task}结束`),
    taskEnd: (task, how, text) =>
      how === 'result'
        ? `${task}完成${text === 'undefined' ? '' : `，结果是${text}`}`
        : how === 'error'
          ? `${task}出错：${text}`
          : `${task}被取消`,
    futureCreate: (name) => `创建${name}，未完成`,
    futureSettle: (name, how, text) =>
      how === 'result'
        ? `${name}完成${text === 'undefined' ? '' : `，结果是${text}`}`
        : how === 'error'
          ? `${name}出错：${text}`
          : `${name}被取消`,
    futureCallback: (name, fn, op) => (op === 'add' ? `${name}完成时将调用${fn}` : `${name}完成时不再调用${fn}`),
    turn: (n) => `事件循环的第${n}轮开始`,
    readyPush: (name) => `${name}进入就绪队列`,
    readyPop: (name, cancelled) => `事件循环从就绪队列取出${name}${cancelled ? '；它已取消，什么也不做' : ''}`,
    timerSet: (name, when) => (when === null ? `${name}永远等下去` : `${name}的定时器设在${seconds(when)}`),
    timerFire: (name) => `${name}的定时器到点`,
    timerCancel: (name) => `${name}的定时器被取消`,
    io: (name) => `${name}从外面进来`,
    clock: (from, to) => `没有就绪的任务，时钟从${seconds(from)}走到${seconds(to)}`,
    deadlock: '所有任务都在等待，没有谁能唤醒谁',
    close: '事件循环关闭',
    acquire: (who, what) => `${who}取得${what}`,
    wait: (who, what, position) => `${who}排队等${what}，排在第${position}位`,
    release: (who, what, to) => `${who}归还${what}${to === null ? '' : `，唤醒${to}`}`,
    set: (who, what) => `${who}设置${what}`,
    clear: (who, what) => `${who}清除${what}`,
    notify: (who, what, to) => `${who}通知${what}${to === null ? '' : `，唤醒${to}`}`,
    put: (who, what, text, size) => `${who}把${text}放进${what}；现在有${size}项`,
    get: (who, what, text, size) => `${who}从${what}取出${text}；还剩${size}项`,
    shutdown: (who, what) => `${who}关闭${what}`,
    send: (who, text, to) => (text === null ? `${who}结束发往${to}的流` : `${who}把${text}发给${to}`),
    arrive: (text, to) => (text === null ? `流的结束到达${to}` : `${text}到达${to}`),
    lost: (text, to) => (text === null ? `流的结束没有送到${to}` : `${text}没有送到${to}`),
    read: (who, text) => `${who}读到${text}`,
    print: (who, text) => `${who}打印${quote(text)}`,
    line: (who, line) => `${who}到第${line ?? '?'}行`,
    linesEnd: '行数太多，从这里起不再记录行和变量',
  },
  frames: {
    states: {
      created: '已创建，未开始',
      running: '正在运行',
      waits: '恢复了另一个生成器',
      suspended: '挂起',
      done: '已返回',
      failed: '已出错',
      closed: '已关闭',
    },
    line: (n) => `第${n}行`,
    unknownLine: '',
    none: '现在没有生成器。',
    variables: '变量',
    steps: (count, hidden) => (hidden === 0 ? `${count}步` : `共${count + hidden}步，这里是前${count}步`),
  },
  ui: {
    more: '文字版、文件',
    broken: '这次运行画不出来。',
    picture: '运行图',
    here: '这一步',
    step: '步',
    first: '到开头',
    back: '后退',
    forward: '前进',
    last: '到结尾',
    play: '播放',
    pause: '暂停',
    speed: '播放速度',
    by: '每步',
    strides: { event: '一个事件', turn: '一轮', print: '一行输出', task: '本任务的事件' },
    beforeAll: '一切开始之前',
    position: (i, count) => `第${i}个，共${count}个`,
    moment: (t, turn) => (turn === 0 ? seconds(t) : `${seconds(t)} · 第${turn}轮`),
    why: '为什么是现在？',
    whyNothing: '在它之前什么也没有：运行从这里开始。',
    whyBecause: '往回看，原因是：',
    axis: '横轴',
    axes: { time: '时间', order: '顺序' },
    text: '文字版',
    saveSvg: '存为SVG',
    saveJson: '存为JSON',
    nothing: '这次运行没有记录到任何事件。',
    noGenerators: '这次运行中没有程序自己的生成器。',
    noLoop: '这次运行中没有事件循环。',
    noLines: '这次运行没有记录到程序的任何一行。',
    plain: '程序太大，无法逐行跟踪，这里看不到它的行和生成器。它的运行可以在时间线和事件循环里看。',
    recorded: '录制的运行',
    beside: '对照',
    besideNothing: '不对照',
    others: { fence: '另一个示例', original: '原来的程序', before: '上一次运行' },
    thisRun: '这次运行',
  },
}
