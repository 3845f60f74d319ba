import { remove, replace } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'micro-macro',
    edits: [replace(10, 'queueMicrotask', 'setTimeout'), replace(12, 'queueMicrotask', 'setTimeout')],
    prints: {
      en: `
        0.00 main begins
        0.00 main ends
        0.00 microtask 2
        0.00 macrotask 1
        0.00 macrotask 2
        0.00 microtask of macrotask 2
        0.00 macrotask 3
        0.00 microtask 1
        0.00 microtask of microtask 1
      `,
      'zh-Hans': `
        0.00 main开始
        0.00 main结束
        0.00 微任务2
        0.00 宏任务1
        0.00 宏任务2
        0.00 宏任务2留下的微任务
        0.00 宏任务3
        0.00 微任务1
        0.00 微任务1留下的微任务
      `,
    },
  }),
  item({
    example: 'await-order',
    edits: [remove(8)],
    prints: {
      en: `
        0.00 native await: a1 a2 a3 b1 b2 b3
        0.00 coroutines: a1 a2 a3 b1 b2 b3
      `,
      'zh-Hans': `
        0.00 原生await：a1 a2 a3 b1 b2 b3
        0.00 协程：a1 a2 a3 b1 b2 b3
      `,
    },
  }),
  item({
    example: 'await-order',
    edits: [replace(20, 'yield* nothing()', 'yield')],
    prints: {
      en: `
        0.00 native await: a1 b1 a2 b2 a3 b3
        0.00 coroutines: a1 b1 a2 b2 a3 b3
      `,
      'zh-Hans': `
        0.00 原生await：a1 b1 a2 b2 a3 b3
        0.00 协程：a1 b1 a2 b2 a3 b3
      `,
    },
  }),
] satisfies readonly Item[]
