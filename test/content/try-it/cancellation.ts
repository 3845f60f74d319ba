import { insertBefore, remove, replace } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'cancel',
    edits: [replace(7, 'sleep(10)', 'sleep(1)')],
    prints: {
      en: `
        0.00 oven on
        1.00 oven off
        2.00 main: cancel asked for
      `,
      'zh-Hans': `
        0.00 烤箱打开
        1.00 烤箱关上
        2.00 main：已请求取消
      `,
    },
  }),
  item(
    {
      example: 'cancel-swallowed',
      edits: [insertBefore(10, '      if (isCancelled(error)) throw error')],
      prints: {
        en: `
        2.00 round 1: looked
        3.00 main: cancel asked for
        3.00 CancelledError
      `,
        'zh-Hans': `
        2.00 第1次：查过了
        3.00 main：已请求取消
        3.00 CancelledError
      `,
      },
    },
    [],
  ),
  item(
    {
      example: 'shield',
      edits: [replace(13, 'waitFor(shield(saving), 1)', 'waitFor(saving, 1)')],
      prints: {
        en: `
        1.00 main: I stopped waiting
        1.00 main: other work
        1.00 CancelledError
      `,
        'zh-Hans': `
        1.00 main：不等了
        1.00 main：做别的事
        1.00 CancelledError
      `,
      },
    },
    [13, 19],
  ),
  item({
    example: 'shield',
    edits: [remove(19)],
    prints: {
      en: `
        1.00 main: I stopped waiting
        1.00 main: other work
      `,
      'zh-Hans': `
        1.00 main：不等了
        1.00 main：做别的事
      `,
    },
  }),
] satisfies readonly Item[]
