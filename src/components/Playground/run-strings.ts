import { translate } from '@docusaurus/Translate'

/** The strings that only a run can need: they come with the live part, and are written as those of `strings.ts` are. */
export const runStrings = {
  finished: () => translate({ id: 'playground.status.finished', message: 'finished' }),
  failed: () => translate({ id: 'playground.status.failed', message: 'failed' }),
  failedAsExpected: () =>
    translate({ id: 'playground.status.failedAsExpected', message: 'ended in the expected error' }),
  invalid: () => translate({ id: 'playground.status.invalid', message: 'not started: the code has an error' }),
  stopped: () => translate({ id: 'playground.status.stopped', message: 'stopped by you' }),
  blocked: (seconds: number) =>
    translate(
      { id: 'playground.status.blocked', message: 'blocked for {seconds} s without giving way' },
      { seconds: String(seconds) },
    ),
  blockedAt: (seconds: number, line: number) =>
    translate(
      { id: 'playground.status.blockedAt', message: 'blocked for {seconds} s without giving way (line {line})' },
      { seconds: String(seconds), line: `${line}` },
    ),
  blockedWithin: (seconds: number) =>
    translate(
      {
        id: 'playground.status.blockedWithin',
        message: 'blocked for {seconds} s within a single operation, perhaps out of memory',
      },
      { seconds: String(seconds) },
    ),
  blockedWithinAt: (seconds: number, line: number) =>
    translate(
      {
        id: 'playground.status.blockedWithinAt',
        message: 'blocked for {seconds} s within a single operation, perhaps out of memory (last seen on line {line})',
      },
      { seconds: String(seconds), line: `${line}` },
    ),
  polling: () =>
    translate({ id: 'playground.status.polling', message: 'ended: it polls a clock that cannot move meanwhile' }),
  memory: () => translate({ id: 'playground.status.memory', message: 'out of memory' }),
  aliveOne: () => translate({ id: 'playground.status.alive.one', message: 'still alive: 1 thing pending' }),
  alive: (count: number) =>
    translate({ id: 'playground.status.alive', message: 'still alive: {count} things pending' }, { count: `${count}` }),
  aliveFor: (minutes: number) =>
    translate(
      { id: 'playground.status.aliveFor', message: 'ended after {minutes} minutes: it would have gone on' },
      { minutes: `${minutes}` },
    ),
  deadlock: () =>
    translate({ id: 'playground.status.deadlock', message: 'deadlock: everyone waits, and nobody can wake' }),
  floodLinesAtOnce: (lines: number) =>
    translate(
      { id: 'playground.flood.linesAtOnce', message: 'ended: too much output, more than {lines} lines at one go' },
      { lines: `${lines}` },
    ),
  floodCharsAtOnce: (kib: number) =>
    translate(
      { id: 'playground.flood.charsAtOnce', message: 'ended: too much output, more than {kib} KiB at one go' },
      { kib: `${kib}` },
    ),
  floodLines: (lines: number) =>
    translate(
      { id: 'playground.flood.lines', message: 'ended: too much output, more than {lines} lines' },
      { lines: `${lines}` },
    ),
  floodChars: (mib: number) =>
    translate(
      { id: 'playground.flood.chars', message: 'ended: too much output, more than {mib} MiB' },
      { mib: `${mib}` },
    ),
  floodErrors: (errors: number) =>
    translate(
      { id: 'playground.flood.errors', message: 'ended: more than {errors} errors that nobody caught' },
      { errors: `${errors}` },
    ),
  floodMessages: () =>
    translate({ id: 'playground.flood.messages', message: 'ended: the program sent too much to the page' }),
  floodNonsense: () =>
    translate({
      id: 'playground.flood.nonsense',
      message: 'ended: the program sent the page what it does not understand',
    }),
  crashed: () => translate({ id: 'playground.status.crashed', message: 'the runner broke down: run it again' }),
  crashWorker: () => translate({ id: 'playground.crash.worker', message: 'The worker of the run died.' }),
  crashSilent: () => translate({ id: 'playground.crash.silent', message: 'The sandbox does not answer.' }),
  crashFrame: () =>
    translate({ id: 'playground.crash.frame', message: 'The sandbox was lost or could not be opened.' }),
  crashNeighbour: () =>
    translate({ id: 'playground.crash.neighbour', message: 'Another run flooded the sandbox that both were in.' }),
  crashNotLoaded: () => translate({ id: 'playground.crash.notLoaded', message: 'The runner could not be loaded.' }),
  position: (line: number, column: number) =>
    translate(
      { id: 'playground.error.position', message: 'line {line}, column {column}' },
      { line: `${line}`, column: `${column}` },
    ),
  neverDriven: () =>
    translate({
      id: 'playground.neverDriven',
      message: 'Made and never started, so that nothing of it ran: is yield* missing?',
    }),
  neverDrivenTimes: (name: string, count: number) =>
    translate({ id: 'playground.neverDriven.times', message: '{name}, {count} times' }, { name, count: `${count}` }),
  stack: () => translate({ id: 'playground.error.stack', message: 'Called from' }),
  members: () => translate({ id: 'playground.error.members', message: 'In this group' }),
  inPython: (name: string) => translate({ id: 'playground.error.inPython', message: 'in Python: {name}' }, { name }),
  alsoUncaught: () => translate({ id: 'playground.error.also', message: 'Also not caught' }),
  whoWaits: () => translate({ id: 'playground.deadlock.waiting', message: 'Who waits for what' }),
  waitsFor: (task: string, what: string) =>
    translate({ id: 'playground.deadlock.waitsFor', message: '{task} waits for {what}' }, { task, what }),
  taskReady: (task: string) =>
    translate({ id: 'playground.alive.ready', message: '{task} is ready to go on' }, { task }),
  pending: () => translate({ id: 'playground.alive.pending', message: 'Still pending' }),
  pendingTimeout: (time: string) =>
    translate({ id: 'playground.alive.timeout', message: 'setTimeout, due at {time}' }, { time }),
  pendingInterval: (time: string) =>
    translate({ id: 'playground.alive.interval', message: 'setInterval, next due at {time}' }, { time }),
  pendingMore: (count: number) =>
    translate({ id: 'playground.alive.more', message: '… and {count} more' }, { count: `${count}` }),
}
