import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Playground, Site, type Visit } from './site'

describe('the time of a run', () => {
  let site: Site
  let visit: Visit
  let playground: Playground

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())
  beforeEach(async () => {
    visit = await site.visit('/tasks/')
    playground = new Playground(visit.page, 'say-after')
  })
  afterEach(async () => {
    expect(visit.problems).toEqual([])
    await visit.close()
  })

  // Loops, timers, promises and a task that gives way all the while, at deadlines that meet.
  const program = `import { run, sleep, createTask, type Coroutine } from 'asyncio-ts'
function* every(name: string, seconds: number): Coroutine<void> {
  for (let i = 1; i <= 3; i++) {
    yield* sleep(seconds)
    console.log(name, i)
  }
}
let ticks = 0
const interval = setInterval(() => console.log('interval', ++ticks), 400)
setTimeout(() => console.log('timeout'), 800)
const native = (async () => {
  await new Promise((done) => setTimeout(done, 600))
  console.log('native', performance.now(), new Date().toTimeString().slice(0, 8))
})()
await run(function* () {
  const tasks = [createTask(every('a', 0.4)), createTask(every('b', 0.3))]
  for (let i = 0; i < 1500; i++) yield
  for (const task of tasks) yield* task
})
await native
clearInterval(interval)
console.log('end', performance.now())`

  const shown = async () => (await playground.lines()).map(({ text, time }) => `${time} ${text}`)

  test('is the same at each speed: lines, order and loop times, also when the speed changes on the way', async () => {
    await playground.write(program)
    const seen: string[][] = []
    for (const speed of ['instant', '10×', '4×', '1×']) {
      await playground.speed(speed)
      await playground.run()
      seen.push(await shown())
    }
    await playground.speed('1×')
    await playground.button('Run').click()
    for (const [line, speed] of [
      ['b 1', '10×'],
      ['a 1', '1×'],
      ['native', '4×'],
      ['timeout', 'instant'],
    ] as const) {
      await playground.log.getByText(line).first().waitFor()
      await playground.speed(speed)
    }
    await playground.ended(/finished/)
    seen.push(await shown())
    expect(seen[0]).toContain('+0.60\u202fs native 600 17:13:52')
    expect(seen[0]).toHaveLength(12)
    for (const lines of seen) expect(lines).toEqual(seen[0])
  })

  test('shows nowhere the real clock', async () => {
    await playground.write(`await new Promise((done) => setTimeout(done, 3000))
const year = new Date().getFullYear()
const f = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'numeric', day: 'numeric' })
console.log(year, Date().includes('2026'), f.format(), new Date().toLocaleDateString('en'), Date.now() - performance.timeOrigin)
console.log(f.formatToParts().map(({ value }) => value).join(''), typeof new Event('x').timeStamp, typeof AbortSignal.timeout)
console.log(typeof (globalThis as any).Temporal, typeof (Date.prototype as any).toTemporalInstant)`)
    await playground.speed('instant')
    await playground.run()
    expect(await playground.texts()).toEqual([
      '2026 true 1/1/2026 1/1/2026 3000',
      '1/1/2026 undefined undefined',
      'undefined undefined',
    ])
  })

  test('is the computer’s own where the example says so: there computing takes time, and no speed is offered', async () => {
    const { page, problems, close } = await site.visit('/testing-and-debugging/')
    const wall = new Playground(page, 'slow-callback')
    expect(await wall.root.getByRole('combobox').count()).toBe(0)
    await wall.write(`const times = () => [performance.now(), Date.now()]
const [start, date] = times()
await new Promise((done) => setTimeout(done, 120))
const waited = times()
while (performance.now() < waited[0] + 30);
const computed = times()
console.log(start < 10_000, Math.abs(date - new Date(2026, 0, 1).getTime()) < 86_400_000)
console.log(waited[0] - start > 119, waited[1] - date > 118, computed[1] - waited[1] > 28)`)
    await wall.run()
    expect(await wall.texts()).toEqual(['true true', 'true true true'])
    expect(problems).toEqual([])
    await close()
  })

  test('is not changed by a hidden tab, and the run is not taken for blocked', async () => {
    const session = await visit.page.context().newCDPSession(visit.page)
    await playground.write(program)
    await playground.speed('1×')
    await playground.button('Run').click()
    await playground.log.getByText('b 1').waitFor()
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })
    await new Promise((done) => setTimeout(done, 4_000))
    await session.send('Page.setWebLifecycleState', { state: 'active' })
    await playground.ended(/finished/)
    const times = (await playground.lines()).map(({ time }) => Number.parseFloat(time.slice(1)))
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect((await playground.lines()).at(-1)).toEqual({ text: 'end 1200.0000000000002', time: '+1.20\u202fs' })
  })
})

describe('random numbers', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await Site.open()
    visit = await site.visit('/tasks/')
  })
  afterAll(async () => {
    await visit.close()
    await site.close()
  })

  test('come from a seed that is shown and can be changed', async () => {
    const playground = new Playground(visit.page, 'say-after')
    const seed = playground.root.getByLabel('Math.random starts from')
    expect(await seed.count()).toBe(0)
    await playground.write('console.log(Math.random())')
    await playground.run()
    expect(await seed.inputValue()).toBe('say-after')
    const [first] = await playground.texts()
    await playground.root.getByRole('button', { name: 'Another seed' }).click()
    expect(await seed.inputValue()).not.toBe('say-after')
    await playground.button('Run').click()
    await expect.poll(async () => (await playground.texts())[0]).not.toBe(first)
    await playground.ended(/finished/)
    await seed.fill('say-after')
    await playground.button('Run').click()
    await expect.poll(async () => (await playground.texts())[0]).toBe(first)
  })
})
