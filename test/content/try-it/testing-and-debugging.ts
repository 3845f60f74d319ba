import { remove, replace, rewrite } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'test-with-clock',
    edits: [replace(7, '4', '3')],
    prints: {
      en: `
        0.00 ok: the answer is given back
        0.00 FAILED: asked at 0, 1, 3 and 7 s
      `,
      'zh-Hans': `
        0.00 通过：返回了答复
        0.00 失败：在第0、1、3、7秒请求
      `,
    },
  }),
  item({
    example: 'slow-callback',
    edits: [rewrite(13, '  while (performance.now() < end) yield* sleep(0)')],
    prints: {
      en: `
        0.12 tick 1
        0.22 tick 2
        0.33 tick 3
        0.43 tick 4
      `,
      'zh-Hans': `
        0.11 嘀嗒1
        0.21 嘀嗒2
        0.42 嘀嗒3
        0.52 嘀嗒4
      `,
    },
    onWallClock: /took/,
  }),
  item({
    example: 'hang',
    edits: [remove(34), remove(41)],
    prints: {
      en: `
        1.00 given up
        1.00 DeadlockError: nothing is ready, no timer is set, and nobody can wake anybody any more:
        1.00   main waits for page
        1.00   page waits for TaskGroup of picture
        1.00   picture waits for <Event [unset, waiters:1]>
      `,
      'zh-Hans': `
        1.00 放弃
        1.00 DeadlockError: nothing is ready, no timer is set, and nobody can wake anybody any more:
        1.00   main waits for 页面
        1.00   页面 waits for TaskGroup of 图片
        1.00   图片 waits for <Event [unset, waiters:1]>
      `,
    },
  }),
] satisfies readonly Item[]
