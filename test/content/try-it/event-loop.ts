import { insertBefore, move, remove } from './edits'
import { type Item, item } from './trial'

export default [
  item({ example: 'loop-turns', edits: [move(12, 11)], like: 'page' }, [11, 12]),
  item({ example: 'loop-turns', edits: [move(22, 21)], like: 'page' }, []),
  item({
    example: 'selector',
    edits: [remove(19)],
    prints: {
      en: `
        2.00 nobody for 2 s
        4.00 nobody for 2 s
        4.00 Bob says a coffee, please
        4.00 Anna says a tea, please
      `,
      'zh-Hans': `
        2.00 2秒没人说话
        4.00 2秒没人说话
        4.00 Bob说：请来一杯咖啡
        4.00 Anna说：请来一杯茶
      `,
    },
  }),
  item(
    {
      example: 'two-clients',
      edits: [
        insertBefore(24, {
          en: "loop.callLater(4.5, () => a.send('Anna again'))",
          'zh-Hans': "loop.callLater(4.5, () => a.send('又是Anna'))",
        }),
      ],
      prints: {
        en: `
        1.00 A: hello, Anna
        2.00 B: hello, Bob
        3.00 B: one coffee for Bob
        4.00 A: one tea for Anna
        4.50 A: hello, Anna again
      `,
        'zh-Hans': `
        1.00 A：你好，Anna
        2.00 B：你好，Bob
        3.00 B：咖啡一份，给Bob
        4.00 A：茶一份，给Anna
        4.50 A：你好，又是Anna
      `,
      },
    },
    [23],
  ),
] satisfies readonly Item[]
