// What the design asks for, as ratios of the very run. Text, what was reached, the aim, whether it is met and, if not, by
// how much it is missed. Where the notation itself sets a floor, it is measured in the same run and stands beside.

const NOTATION = 'for yield* alone, with nothing behind it'

/** The aims that can be judged by what was measured. */
export function aims(table, sizes) {
  const judged = []
  const value = (work, key) => table[work]?.rows.find((row) => row.key === key)?.value

  /** `times`: how far beyond the aim, 1 being on it. `floor`: what to hold it against, of this run. */
  function judge(text, reached, aim, met, times, floor) {
    if (!Number.isFinite(reached)) return
    const missedBy = met ? null : times - 1
    judged.push({ text, reached, aim, met, missedBy, floor: Number.isFinite(floor?.value) ? floor : null })
  }
  function atMost(text, reached, limit, floor) {
    judge(text, reached, `≤ ${limit}`, reached <= limit, reached / limit, floor)
  }
  /** How many times faster than a contender. */
  function atLeast(work, key, times, text) {
    const reached = value(work, key) / value(work, 'asyncio-ts')
    judge(text, reached, `≥ ${times}`, reached >= times, times / reached)
  }
  /** Less time or space than a contender. `floor`: who does the least that can be done. */
  function below(work, key, text, floor) {
    const reached = value(work, 'asyncio-ts') / value(work, key)
    judge(text, reached, '< 1', reached < 1, reached, { value: value(work, floor) / value(work, key), is: NOTATION })
  }

  const switched = value('switch', 'asyncio-ts')
  const bare = value('switch', 'bare-ring')
  const delegating = value('switch', 'bare-ring-delegating')
  atMost('one switch / bare ring', switched / bare, 1.6, { value: delegating / bare, is: NOTATION })
  atMost('one switch / bare ring that says yield*', switched / delegating, 1.6)
  below('switch', 'native', 'one switch / native await')
  atLeast('switch', 'pyodide', 15, 'one switch, times faster than CPython in WebAssembly')
  atLeast('switch', 'python', 15, "one switch, times faster than the machine's CPython")
  below('wake', 'native', 'wake by a Future / native await of its own promise', 'bare-ring-delegating')
  below('wakeAll', 'native', 'wake by a Future, many a turn / native await of its own promise')
  atLeast('wake', 'pyodide', 8, 'wake by a Future, times faster than CPython in WebAssembly')
  atLeast('wake', 'python', 8, "wake by a Future, times faster than the machine's CPython")
  below('spawn', 'native', 'spawn and join / native with one hop')
  atMost('a timer on virtual time, µs', value('timers', 'asyncio-ts') / 1000, 1)
  atLeast('timers', 'pyodide', 10, 'a timer, times faster than CPython in WebAssembly')
  atLeast('timers', 'python', 10, "a timer, times faster than the machine's CPython")
  atMost('a suspended task, B', value('memory', 'asyncio-ts'), 550)
  below('memory', 'native', 'a suspended task / native with its own promise')
  for (const [text, names, limit] of [
    ['{ run, sleep, createTask, gather }, kB', '{ run, sleep, createTask, gather }', 8],
    ['main entry, kB', '*', 14],
  ]) {
    const size = sizes.find((one) => one.title === 'asyncio-ts' && one.names === names)
    atMost(text, size?.gzip / 1000, limit, { value: size?.silentGzip / 1000, is: 'without what its errors say' })
  }
  return judged
}
