import { move, replace, rewrite } from './edits'
import { type Item, item } from './trial'

export default [
  item(
    {
      example: 'say-after-tasks',
      edits: [move(15, 14)],
      prints: `
        0.00 started at 17:14:32
        1.00 world
        2.00 hello
        2.00 finished at 17:14:34
      `,
    },
    [14, 15],
  ),
  item({
    example: 'say-after-tasks',
    edits: [
      replace(5, 'Coroutine<string>', 'Coroutine<void>'),
      replace(7, 'return what', 'console.log(what)'),
      rewrite(14, '  yield* hello'),
      rewrite(15, '  yield* world'),
    ],
    prints: `
        0.00 started at 17:14:32
        1.00 world
        2.00 hello
        2.00 finished at 17:14:34
      `,
  }),
  item(
    {
      example: 'task-states',
      edits: [replace(16, 'sleep(10)', 'sleep(2)')],
      prints: {
        en: `
        0.00 created
        0.00   egg: pending
        0.00   toast: pending
        0.00   tea: pending
        0.00 the egg goes into the pot
        0.00 a turn later
        0.00   egg: pending
        0.00   toast: pending
        0.00   tea: pending
        2.00 after 2 s, cancel asked for
        2.00   egg: returned "a boiled egg"
        2.00   toast: threw "burnt"
        2.00   tea: returned "a pot of tea"
        2.00 a turn later
        2.00   egg: returned "a boiled egg"
        2.00   toast: threw "burnt"
        2.00   tea: returned "a pot of tea"
      `,
        'zh-Hans': `
        0.00 刚创建
        0.00   鸡蛋：未完成
        0.00   吐司：未完成
        0.00   茶：未完成
        0.00 鸡蛋下锅
        0.00 一轮之后
        0.00   鸡蛋：未完成
        0.00   吐司：未完成
        0.00   茶：未完成
        2.00 2秒之后，已请求取消
        2.00   鸡蛋：返回“一个水煮蛋”
        2.00   吐司：抛出“烤糊了”
        2.00   茶：返回“一壶茶”
        2.00 一轮之后
        2.00   鸡蛋：返回“一个水煮蛋”
        2.00   吐司：抛出“烤糊了”
        2.00   茶：返回“一壶茶”
      `,
      },
    },
    [],
  ),
] satisfies readonly Item[]
