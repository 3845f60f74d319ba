import { type Coroutine, newEventLoop, sleep } from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* work(name: string, delay: number): Coroutine<string> {
  yield* sleep(delay)
  console.log(name)
  return name
}

const loop = newEventLoop()
const task = loop.createTask(work('kept between runs', 2))
console.log(await loop.runUntilComplete(work('first', 1)))
console.log(python(task.done()), python(loop.isRunning()))
loop.callSoon(console.log, 'before')
loop.callSoon(() => loop.stop())
loop.callSoon(console.log, 'in the same turn')
loop.callSoon(() => loop.callSoon(console.log, 'in the next run'))
await loop.runForever()
console.log('stopped')
console.log(await loop.runUntilComplete(task))
loop.callLater(1, () => loop.stop())
loop.callLater(1, console.log, 'with the stop')
loop.callLater(2, console.log, 'never')
await loop.runForever()
loop.close()
console.log(python(loop.isClosed()))
try {
  loop.callSoon(console.log, 'never')
} catch (error) {
  console.log((error as Error).message)
}
