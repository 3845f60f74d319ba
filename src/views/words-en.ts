import type { WaitFor } from './timeline'
import type { Words } from './words'

const seconds = (t: number): string => `${Number(t.toFixed(3))}\u00a0s`
const quote = (text: string): string => `“${text}”`
const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

function list(items: readonly string[]): string {
  return items.length < 3 ? items.join(' and ') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

function on(wait: WaitFor): string {
  if (wait.kind === 'sleep') return seconds(wait.seconds)
  if (wait.kind === 'for-ever') return `${wait.what}, for ever`
  if (wait.side === 'get') return `an item of ${wait.what}`
  if (wait.side === 'put') return `a place in ${wait.what}`
  if (wait.side === 'join') return `all items of ${wait.what}`
  return wait.what
}

const waits = (wait: WaitFor): string => (wait.kind === 'sleep' ? `sleeps ${on(wait)}` : `waits for ${on(wait)}`)
const value = (text: string): string => (text === 'undefined' ? '' : ` ${text}`)

export const english: Words = {
  locale: 'en',
  seconds,
  list,
  clauses: (parts) => parts.join('; '),
  quote,
  labelled: (label, text) => `${label}: ${text}`,
  lane: (key) => (key === 'program' ? 'program' : 'callbacks'),
  output: 'output',
  purpose: (what) => what,
  waitsFor: waits,
  waitsForShort: (wait) => (wait.kind === 'sleep' ? `sleep ${on(wait)}` : `waits for ${on(wait)}`),
  ready: 'ready',
  ends: (how, text) =>
    how === 'result' ? `done${text === 'undefined' ? '' : `: ${text}`}` : how === 'error' ? text : 'cancelled',
  holds: (what) => `holds ${what}`,
  prints: (text) => `prints ${quote(text)}`,
  makes: (task) => `makes the task ${task}`,
  wakes: (task) => `wakes ${task}`,
  cancels: (task) => `asks ${task} to end`,
  runs: 'runs',
  lasts: (t) => `takes ${seconds(t)}`,
  heldUpSince: (t) => `was due at ${seconds(t)}`,
  givesWay: 'lets the others run, and is ready again',
  thenWaitsFor: (wait) => waits(wait),
  thenEnds: (how, text) =>
    how === 'result'
      ? `ends${text === 'undefined' ? '' : ` with ${text}`}`
      : how === 'error'
        ? `ends with ${text}`
        : 'ends cancelled',
  acquires: (what) => `takes ${what}`,
  releases: (what) => `gives ${what} back`,
  puts: (text, what, size) => `puts ${text} into ${what} (${size} in it)`,
  gets: (text, what, size) => `takes ${text} from ${what} (${size} left)`,
  sends: (text, to, there, lost) => {
    const sent = text === null ? `ends the stream to ${to}` : `sends ${text} to ${to}`
    if (there.length === 0) return lost ? `${sent}, where it never comes` : sent
    return `${sent}, there at ${list(there)}${lost ? ', and a part of it is lost' : ''}`
  },
  reads: (text) => `reads ${text}`,
  more: (count) => `… and ${count} more`,
  cut: ({ why, dropped }) =>
    `Cut here: ${plural(dropped, 'event')} more ${dropped === 1 ? 'is' : 'are'} not recorded (${
      why === 'events'
        ? 'too many events'
        : why === 'bytes'
          ? 'too much text'
          : why === 'tasks'
            ? 'too many tasks'
            : 'the recorder failed'
    }).`,
  legend: {
    runs: 'runs',
    waits: 'waits',
    suspended: 'stops at its yield, suspended',
    ready: 'ready, in the queue',
    ended: 'has ended',
    foot: 'has ended',
    holds: 'holds a lock',
    links: 'makes, wakes or cancels a task',
    step: 'runs a line',
    prints: 'prints',
    sends: 'sends over the network',
    task: 'a step of a task',
    callback: 'a callback',
    timer: 'a timer that is up',
    resumes: 'resumes',
    gives: 'gives control back',
  },
  columns: {
    time: 'Time',
    turn: 'Turn',
    who: 'Who',
    what: 'What',
    from: 'From',
    to: 'To',
    value: 'Value',
    ready: 'Ready after it',
    line: 'Line',
  },
  handoff: {
    driver: 'driver',
    loop: 'event loop',
    theDriver: 'the driver',
    theLoop: 'the loop',
    resume: (op, text) => (op === 'next' ? 'next()' : op === 'close' ? 'close()' : `${op}(${text ?? ''})`),
    yields: (text) => (text === 'undefined' ? 'yield' : `yield ${text}`),
    returns: (text) => (text === 'undefined' ? 'return' : `return ${text}`),
    throws: (text) => `throws ${text}`,
    closed: 'closed',
    dropped: 'lost: nobody waits at a yield yet',
    delegates: (to) => `yield* ${to}`,
    created: 'created, not started',
  },
  loop: {
    turn: (n) => `turn ${n}`,
    start: 'before the first turn',
    ready: 'Ready',
    running: 'Running',
    timers: 'Timers',
    waiting: 'Waiting',
    done: 'Done',
    locks: 'Locks and queues',
    nothing: 'nothing',
    readyNote: 'first in, first out',
    due: (t) => `at ${seconds(t)}`,
    never: 'never',
    heldBy: (names) => `held by ${names}`,
    free: 'free',
    line: (names) => `in line: ${names}`,
    items: (size) => `${plural(size, 'item')} in it`,
    ranThis: (names) => `runs ${names}`,
  },
  event: {
    genCreate: (gen) => `${gen} is made; nothing of its body has run`,
    genResume: (who, gen, op, text) =>
      op === 'next'
        ? `${who} resumes ${gen}`
        : op === 'send'
          ? `${who} sends ${text} to ${gen}`
          : op === 'throw'
            ? `${who} throws ${text} into ${gen}`
            : `${who} closes ${gen}`,
    genDropped: 'the value is lost, since nobody waits at a yield yet',
    genYield: (gen, text, to) => `${gen} yields ${text} to ${to} and is suspended`,
    genDelegate: (gen, to) => `${gen} hands over to ${to}`,
    genEnd: (gen, how, text) =>
      how === 'return'
        ? `${gen} returns${value(text)}`
        : how === 'throw'
          ? `${gen} ends with ${text}`
          : `${gen} is closed`,
    taskCreate: (by, task) => (by === null ? `the task ${task} is made` : `${by} makes the task ${task}`),
    taskStep: (task, op, text) =>
      op === 'throw'
        ? `${task} goes on: ${text} is thrown into it`
        : `${task} goes on${text && text !== 'undefined' ? ` with ${text}` : ''}`,
    taskStart: (task) => `${task} starts`,
    taskSuspend: (task, wait) => (wait === null ? `${task} lets the others run` : `${task} ${waits(wait)}`),
    taskWake: (task, by) => `${by} is done, so ${task} can go on`,
    taskCancel: (by, task) => (by === null ? `${task} is asked to end` : `${by} asks ${task} to end`),
    taskEnd: (task, how, text) =>
      how === 'result'
        ? `${task} is done${text === 'undefined' ? '' : `, with ${text}`}`
        : how === 'error'
          ? `${task} fails with ${text}`
          : `${task} is cancelled`,
    futureCreate: (name) => `${name} is made, pending`,
    futureSettle: (name, how, text) =>
      how === 'result'
        ? `${name} is done${text === 'undefined' ? '' : `, with ${text}`}`
        : how === 'error'
          ? `${name} fails with ${text}`
          : `${name} is cancelled`,
    futureCallback: (name, fn, op) =>
      op === 'add'
        ? `${fn} is to be called when ${name} is done`
        : `${fn} is no longer to be called when ${name} is done`,
    turn: (n) => `turn ${n} of the loop begins`,
    readyPush: (name) => `${name} joins the ready queue`,
    readyPop: (name, cancelled) =>
      `the loop takes ${name} from the ready queue${cancelled ? '; it was cancelled and does nothing' : ''}`,
    timerSet: (name, when) =>
      when === null ? `${name} waits for ever` : `a timer of ${name} is set for ${seconds(when)}`,
    timerFire: (name) => `the timer of ${name} fires`,
    timerCancel: (name) => `the timer of ${name} is cancelled`,
    io: (name) => `${name} comes in from outside`,
    clock: (from, to) => `nothing is ready, so the clock moves from ${seconds(from)} to ${seconds(to)}`,
    deadlock: 'everybody waits, and nobody can wake anybody',
    close: 'the loop closes',
    acquire: (who, what) => `${who} takes ${what}`,
    wait: (who, what, position) => `${who} stands in line for ${what}, at place ${position}`,
    release: (who, what, to) => `${who} gives ${what} back${to === null ? '' : ` and wakes ${to}`}`,
    set: (who, what) => `${who} sets ${what}`,
    clear: (who, what) => `${who} clears ${what}`,
    notify: (who, what, to) => `${who} notifies ${what}${to === null ? '' : `, which wakes ${to}`}`,
    put: (who, what, text, size) => `${who} puts ${text} into ${what}; ${size} in it now`,
    get: (who, what, text, size) => `${who} takes ${text} from ${what}; ${size} left`,
    shutdown: (who, what) => `${who} shuts ${what} down`,
    send: (who, text, to) => (text === null ? `${who} ends the stream to ${to}` : `${who} sends ${text} to ${to}`),
    arrive: (text, to) => (text === null ? `the end of the stream has come to ${to}` : `${text} has come to ${to}`),
    lost: (text, to) => (text === null ? `the end of the stream never comes to ${to}` : `${text} never comes to ${to}`),
    read: (who, text) => `${who} reads ${text}`,
    print: (who, text) => `${who} prints ${quote(text)}`,
    line: (who, line) => `${who} is at line ${line ?? '?'}`,
    linesEnd: 'lines and variables are not recorded from here on: there are too many',
  },
  frames: {
    states: {
      created: 'created, not started',
      running: 'runs',
      waits: 'has resumed another one',
      suspended: 'suspended',
      done: 'has returned',
      failed: 'has failed',
      closed: 'closed',
    },
    line: (n) => `line ${n}`,
    unknownLine: '',
    none: 'No generator is there.',
    variables: 'Variables',
    steps: (count, hidden) => (hidden === 0 ? plural(count, 'step') : `the first ${count} of ${count + hidden} steps`),
  },
  ui: {
    more: 'As text, files',
    broken: 'This run cannot be drawn.',
    picture: 'Picture of the run',
    here: 'At this step',
    step: 'Step',
    first: 'To the start',
    back: 'Back',
    forward: 'Forward',
    last: 'To the end',
    play: 'Play',
    pause: 'Pause',
    speed: 'Speed of playing',
    by: 'Step by',
    strides: { event: 'event', turn: 'turn', print: 'line printed', task: 'event of this task' },
    beforeAll: 'before everything',
    position: (i, count) => `${i} of ${count}`,
    moment: (t, turn) => (turn === 0 ? seconds(t) : `${seconds(t)} · turn ${turn}`),
    why: 'Why now?',
    whyNothing: 'Nothing came before it: the run begins here.',
    whyBecause: 'Because, going backwards:',
    axis: 'Axis',
    axes: { time: 'time', order: 'order' },
    text: 'As text',
    saveSvg: 'Save as SVG',
    saveJson: 'Save as JSON',
    nothing: 'Nothing was recorded in this run.',
    noGenerators: 'No generator of the program ran in this run.',
    noLoop: 'No event loop ran in this run.',
    noLines: 'No line of the program was recorded in this run.',
    plain:
      'The program is too large to be followed line by line: there is nothing to see here of its lines and generators. The timeline and the loop show its run.',
    recorded: 'recorded run',
    beside: 'Beside it',
    besideNothing: 'no other run',
    others: { fence: 'Another example', original: 'The original', before: 'The run before' },
    thisRun: 'This run',
  },
}
