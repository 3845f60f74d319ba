// CPython compiled to WebAssembly, as it runs in a page.
import { readFileSync } from 'node:fs'
import { loadPyodide } from 'pyodide'

export const title = 'CPython in WebAssembly'
export const fewer = 10

const pyodide = await loadPyodide()
pyodide.runPython(readFileSync(new URL('../works.py', import.meta.url), 'utf8').split('\nif __name__')[0])
// Pyodide's own loop counts as running for ever, and another is refused then.
pyodide.runPython('asyncio.events._set_running_loop(None)')
export const version = pyodide.runPython('import platform; platform.python_version()')
const measure = pyodide.globals.get('measure')

const time = (work) => (count) => {
  measure(work, count).destroy()
}

const switchWork = time('switch')

export { switchWork as switch }
export const wake = time('wake')
export const wakeAll = time('wakeAll')
export const spawn = time('spawn')
export const timers = time('timers')
export const sleeps = time('sleeps')
export const lock = time('lock')
export const queue = time('queue')
export const gather = time('gather')
export const memory = (count) => {
  const result = measure('memory', count)
  const [, , used] = result.toJs()
  result.destroy()
  return used
}
