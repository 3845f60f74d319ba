// How smooth a page stays while ten thousand lines are printed: the longest task of its main thread.

const LINES = 10_000
const A_BATCH = 1_000

/** As fast as the limits of a run allow: a batch of lines each tenth of a second. */
export const manyLines = `import { run, sleep } from 'asyncio-ts'
function* main() {
  for (let line = 0; line < ${LINES}; line += 1) {
    console.log('line', line)
    if (line % ${A_BATCH} === ${A_BATCH - 1}) yield* sleep(0.1)
  }
}
await run(main())`

/**
 * The longest task of the page's main thread while `act` lasts, in milliseconds: as long as it took, and how much of
 * that it was computing (on a busy machine the rest is waiting for a processor).
 */
export async function longestTask(page, act) {
  const cdp = await page.context().newCDPSession(page)
  const events = []
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  const includedCategories = ['disabled-by-default-devtools.timeline']
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } })
  await act()
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve))
  await cdp.send('Tracing.end')
  await complete
  await cdp.detach()
  const threadOf = ({ pid, tid }) => `${pid} ${tid}`
  const isMain = ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain'
  const mains = new Set(events.filter(isMain).map(threadOf))
  const tasks = events.filter((event) => event.name === 'RunTask' && mains.has(threadOf(event)))
  const most = (key) => Math.max(...tasks.map((task) => task[key] ?? 0)) / 1000
  return { took: most('dur'), computed: most('tdur') }
}
