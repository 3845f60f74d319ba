import { insertBefore, remove } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'run-cleans-up',
    edits: [remove(18)],
    prints: {
      en: `
        0.00 main returns
        0.00 blink
        0.00 blink: cancelled, tidies up
        0.50 blink: tidy
        0.50 run gives: all done
      `,
      'zh-Hans': `
        0.00 main返回
        0.00 blink
        0.00 blink：被取消了，收拾一下
        0.50 blink：收拾好了
        0.50 run给出：都做完了
      `,
    },
  }),
  item({
    example: 'run-until-complete',
    edits: [insertBefore(18, '  loop.callLater(1, () => loop.stop())')],
    prints: `
        0.00 blink
        1.00 RuntimeError: Event loop stopped before Future completed. stop() was called while <Task pending name='Task-2' coro=<coroutine> wait_for=<Future pending cb=[Task.task_wakeup()]>> was waited for: cancel it instead
      `,
  }),
  item(
    {
      example: 'run-forever',
      edits: [remove(24), remove(25), remove(26)],
      prints: {
        en: `
        0.00 Ada sits down
        2.00 Ada is served
        2.50 Ben sits down
        3.00 the kitchen closes
        3.00 the loop has stopped
      `,
        'zh-Hans': `
        0.00 小安坐下了
        2.00 小安的菜上了
        2.50 小贝坐下了
        3.00 厨房打烊
        3.00 循环停了
      `,
      },
    },
    [24, 26],
  ),
] satisfies readonly Item[]
