// What is measured. `count` is how often it is done in one measured pass; results are per operation. A slow contender
// does it fewer times (see `fewer` there), unless the work is `whole`: then the number is part of what is asked.
// Each contender is a module that exports a function of the same name for each work that it can do.
export const works = {
  switch: { title: 'one switch', unit: 'ns', count: 1_000_000, about: '1,000 tasks that give way 1,000 times' },
  wake: {
    title: 'wake by a Future',
    unit: 'ns',
    count: 300_000,
    about: 'a token round a ring of 1,000 tasks: one wakes a turn',
  },
  wakeAll: {
    title: 'wake by a Future, many a turn',
    unit: 'ns',
    count: 300_000,
    about: 'one task wakes 1,000 at once, over and over',
  },
  spawn: {
    title: 'spawn and join',
    unit: 'ns',
    count: 100_000,
    whole: true,
    about: '100,000 tasks that return at once, joined one by one',
  },
  timers: {
    title: 'a timer on virtual time',
    unit: 'ns',
    count: 100_000,
    whole: true,
    about: '100,000 callbacks set and fired, at 1,000 times',
  },
  sleeps: {
    title: 'a sleeping task on virtual time',
    unit: 'ns',
    count: 100_000,
    whole: true,
    about: '100,000 tasks that sleep, at 1,000 times',
  },
  memory: {
    title: 'a suspended task',
    unit: 'B',
    count: 100_000,
    about: 'each waits for a Future (or promise) of its own',
  },
  lock: { title: 'lock hand-off', unit: 'ns', count: 200_000, about: '10 tasks; the holder gives way once' },
  queue: { title: 'queue hand-off', unit: 'ns', count: 200_000, about: 'a producer and a consumer, room for one' },
  gather: { title: 'gather of 1,000, each', unit: 'ns', count: 300_000, about: 'children that return at once' },
  echo: {
    title: 'a request over loopback',
    unit: 'ns',
    count: 20_000,
    whole: true,
    about: 'an echo server and 1,000 clients of streams in one process, 100 at a time, 20 lines each',
  },
  recorded: { title: 'one switch, recorded', unit: 'ns', count: 20_000, about: '50 tasks; all events are kept' },
  dropped: {
    title: 'one switch, recorded, beyond the limits',
    unit: 'ns',
    count: 200_000,
    about: '50 tasks; but the first 5,000 events are counted only',
  },
  cursor: {
    title: 'the state at an event',
    unit: 'ns',
    count: 2_000,
    about: 'anywhere in a trace of 5,000 events and 100 tasks that sleep under 10 locks',
  },
}

/** Tasks in the ring works. */
export const TASKS = 1000

/** Clients of the echo server, and how many may be connected at one time. */
export const CLIENTS = 1000
export const CONNECTED = 100

/** Tasks in what is recorded. */
export const RECORDED_TASKS = 50

/** Tasks that share the lock. */
export const LOCK_TASKS = 10

/** The delay of the i-th timer, in seconds: scattered, the same in each run. */
export function delayOf(i) {
  return (((i * 7919) % 1000) + 1) / 1000
}
