import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleString } from '../../plugins/bundle-string/bundle'
import type { Program } from './client'
import { runInNode } from './node'

let bundle = ''

beforeAll(async () => {
  bundle = (await bundleString(path.join(import.meta.dirname, 'worker/prelude.ts'))).code
})

async function run(code: string, more: Partial<Program> = {}) {
  const state = await runInNode({ id: 'test', code, ...more }, { bundle })
  return { ...state, text: state.lines.map(({ text }) => text), at: state.lines.map(({ time }) => time) }
}

describe('a program', () => {
  it('prints and finishes', async () => {
    expect(await run("console.log('hello', [1, 'two'])")).toMatchObject({
      text: ["hello [1, 'two']"],
      ending: { kind: 'finished' },
      time: 0,
      turns: 0,
    })
  })

  it('waits on virtual time, and says at which time it printed', async () => {
    const code = `
      import { run, sleep, createTask, type Coroutine } from 'asyncio-ts'
      function* sayAfter(delay: number, what: string): Coroutine<void> {
        yield* sleep(delay)
        console.log(what)
      }
      function* main(): Coroutine<void> {
        const a = createTask(sayAfter(3, 'hello'))
        const b = createTask(sayAfter(2, 'world'))
        console.log(new Date().toTimeString().slice(0, 8))
        yield* a
        yield* b
        console.log(new Date().toTimeString().slice(0, 8))
      }
      await run(main())`
    expect(await run(code, { start: '17:14:32' })).toMatchObject({
      text: ['17:14:32', 'world', 'hello', '17:14:35'],
      at: [0, 2, 3, 3],
      time: 3,
      ending: { kind: 'finished' },
    })
  })
})
