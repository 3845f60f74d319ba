// What the design asks for, as ratios of the very run. Text, what was reached, the aim, and whether it is met.

/** The aims that can be judged by what was measured. */
export function aims(table, sizes) {
  const judged = []
  const value = (work, key) => table[work]?.rows.find((row) => row.key === key)?.value

  function atMost(text, reached, limit, aim = `≤ ${limit}`) {
    if (Number.isFinite(reached)) judged.push({ text, reached, aim, met: reached <= limit })
  }
  /** How many times faster than a contender. */
  function atLeast(work, key, times, text) {
    const reached = value(work, key) / value(work, 'asyncio-ts')
    if (Number.isFinite(reached)) judged.push({ text, reached, aim: `≥ ${times}`, met: reached >= times })
  }
  /** Less time or space than a contender. */
  function below(work, key, text) {
    const reached = value(work, 'asyncio-ts') / value(work, key)
    if (Number.isFinite(reached)) judged.push({ text, reached, aim: '< 1', met: reached < 1 })
  }

  const switched = value('switch', 'asyncio-ts')
  atMost('one switch / bare ring', switched / value('switch', 'bare-ring'), 1.6)
  atMost('one switch / bare ring that delegates', switched / value('switch', 'bare-ring-delegating'), 1.6)
  below('switch', 'native', 'one switch / native await')
  atLeast('switch', 'pyodide', 15, 'one switch, times faster than CPython in WebAssembly')
  atLeast('switch', 'python', 15, "one switch, times faster than the machine's CPython")
  below('wake', 'native', 'wake by a Future / native await of its own promise')
  below('wakeAll', 'native', 'wake by a Future, many a turn / native await of its own promise')
  atLeast('wake', 'pyodide', 8, 'wake by a Future, times faster than CPython in WebAssembly')
  atLeast('wake', 'python', 8, "wake by a Future, times faster than the machine's CPython")
  below('spawn', 'native', 'spawn and join / native with one hop')
  atMost('a timer on virtual time, µs', value('timers', 'asyncio-ts') / 1000, 1)
  atLeast('timers', 'pyodide', 10, 'a timer, times faster than CPython in WebAssembly')
  atLeast('timers', 'python', 10, "a timer, times faster than the machine's CPython")
  atMost('a suspended task, B', value('memory', 'asyncio-ts'), 550)
  below('memory', 'native', 'a suspended task / native with its own promise')
  const gzip = (names) => sizes.find((size) => size.title === 'asyncio-ts' && size.names === names)?.gzip / 1000
  atMost('{ run, sleep, createTask, gather }, kB', gzip('{ run, sleep, createTask, gather }'), 8)
  atMost('main entry, kB', gzip('*'), 14)
  return judged
}
