import { insertBefore, remove } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'echo',
    edits: [remove(11)],
    prints: `
        0.00 TypeError: can't send non-None value to a just-started generator
      `,
  }),
  item(
    {
      example: 'two-halves',
      edits: [insertBefore(21, "console.log(p.send('c'))")],
      prints: `
        0.00   right half: v1 goes out
        0.00 next() returned v1; u is unset
        0.00   left half: u is now a
        0.00   right half: v2 goes out
        0.00 send('a') returned v2; u is a
        0.00   left half: u is now b
        0.00   right half: v3 goes out
        0.00 send('b') returned v3; u is b
        0.00   left half: u is now c
        0.00 StopIteration
      `,
    },
    [],
  ),
  item({
    example: 'throw-in',
    edits: [remove(12)],
    prints: {
      en: `
        0.00 lap 1
        0.00 lap 2
        0.00 back to the start
        0.00 lap 1
        0.00 lap 2
        0.00 back to the start
      `,
      'zh-Hans': `
        0.00 第1圈
        0.00 第2圈
        0.00 回到起点
        0.00 第1圈
        0.00 第2圈
        0.00 回到起点
      `,
    },
  }),
] satisfies readonly Item[]
