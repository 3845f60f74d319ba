import { insertBefore, replace } from './edits'
import { type Item, item } from './trial'

export default [
  item(
    {
      example: 'lazy-or-eager',
      edits: [insertBefore(2, '  await null')],
      prints: {
        en: `
        0.00 greet was called
        0.00 greet begins
        0.00 hello
      `,
        'zh-Hans': `
        0.00 已经调用了greet
        0.00 greet开始执行
        0.00 你好
      `,
      },
    },
    [],
  ),
  item({
    example: 'await-runs-inline',
    edits: [insertBefore(9, '  yield* sleep(0)')],
    prints: {
      en: `
        0.00 [Task-1] awaits pour
        0.00 [neighbour] my first chance to run
        0.00 [Task-1] pour begins, and need not wait
        0.00 [Task-1] has a glass of water
        0.00 [Task-1] awaits brew
        0.00 [Task-1] brew begins
        3.00 [Task-1] brew goes on
        3.00 [Task-1] has a pot of tea
      `,
      'zh-Hans': `
        0.00 [Task-1] 等待pour
        0.00 [邻居] 总算轮到我了
        0.00 [Task-1] pour开始，不需要等
        0.00 [Task-1] 拿到一杯水
        0.00 [Task-1] 等待brew
        0.00 [Task-1] brew开始
        3.00 [Task-1] brew继续
        3.00 [Task-1] 拿到一壶茶
      `,
    },
  }),
  item({
    example: 'forgotten-await',
    edits: [replace(10, 'post(', 'yield* post(')],
    prints: {
      en: `
        1.00 letter: posted
        2.00 parcel: posted
        2.00 main: receipt
      `,
      'zh-Hans': `
        1.00 信寄出了
        2.00 包裹寄出了
        2.00 main：回执
      `,
    },
  }),
] satisfies readonly Item[]
