import { remove, replace } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'producer-consumer',
    edits: [remove(14)],
    prints: `
        0.00 [PRODUCER] Producing 1...
        0.00 TypeError: can't send non-None value to a just-started generator
      `,
  }),
  item({
    example: 'producer-consumer-status',
    edits: [remove(26)],
    prints: {
      en: `
        0.00 I got 5!
        0.00 I got 4!
        0.00 I got 3!
        0.00 I only want 3, 4 and 5
        0.00 I got 2!
        0.00 I only want 3, 4 and 5
        0.00 I got 1!
        0.00 I only want 3, 4 and 5
        0.00 Done
      `,
      'zh-Hans': `
        0.00 我拿到了5!
        0.00 我拿到了4!
        0.00 我拿到了3!
        0.00 我只要3,4,5就行啦
        0.00 我拿到了2!
        0.00 我只要3,4,5就行啦
        0.00 我拿到了1!
        0.00 我只要3,4,5就行啦
        0.00 程序结束
      `,
    },
  }),
  item(
    {
      example: 'pipeline',
      edits: [replace(31, 'n + 1', 'n * 2'), replace(32, 'n * 2', 'n + 1')],
      prints: {
        en: `
        0.00 show: 4
        0.00 sent 1: shown 4
        0.00 show: 6
        0.00 sent 2: shown 6
        0.00 show: 8
        0.00 sent 3: shown 8
      `,
        'zh-Hans': `
        0.00 show：4
        0.00 发送1：已显示4
        0.00 show：6
        0.00 发送2：已显示6
        0.00 show：8
        0.00 发送3：已显示8
      `,
      },
    },
    [],
  ),
] satisfies readonly Item[]
