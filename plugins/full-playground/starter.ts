import { SCRATCH } from '../../src/edits/scratch'
import type { Example } from '../../src/fences/example'
import type { Locale } from '../../src/remark/playground/site-pages'

const WORDS = {
  en: { title: 'A program of your own', slow: 'the slow one', fast: 'the fast one', done: 'is done' },
  'zh-Hans': { title: '你自己的程序', slow: '慢的', fast: '快的', done: '完成了' },
} as const

/** What the full-page playground begins with: short, whole, and with something to change. */
export function starter(locale: Locale): Example {
  const { title, slow, fast, done } = WORDS[locale]
  return {
    id: SCRATCH,
    title,
    view: 'output',
    start: '09:00:00',
    speed: '1',
    clock: 'virtual',
    compare: null,
    expect: 'success',
    highlight: [],
    code: `import { type Coroutine, createTask, run, sleep } from 'asyncio-ts'

function* work(name: string, seconds: number): Coroutine<void> {
  yield* sleep(seconds)
  console.log(\`\${name} ${done}\`)
}

function* main(): Coroutine<void> {
  const slow = createTask(work('${slow}', 2))
  const fast = createTask(work('${fast}', 1))
  yield* slow
  yield* fast
}

await run(main())`,
    twin: { kind: 'none', reason: '' },
    output: `${fast} ${done}\n${slow} ${done}`,
    outputTwin: null,
  }
}
