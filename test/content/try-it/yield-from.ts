import { move, remove, replace } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'delegate',
    edits: [replace(12, 'yield*', 'yield')],
    prints: {
      en: `
        0.00 <generator object anonymous>
        0.00 And after that?
        0.00 And after that?
        0.00 ordered: leek, then fish
      `,
      'zh-Hans': `
        0.00 <generator object anonymous>
        0.00 然后呢？
        0.00 然后呢？
        0.00 点好了：韭葱汤，然后是鱼
      `,
    },
  }),
  item({
    example: 'delegate-errors',
    edits: [remove(19)],
    prints: {
      en: `
        0.00 Which soup?
        0.00   over: Which soup?
        0.00 Something else?
        0.00   over: Something else?
        0.00 ordered: bread
        0.00 Which soup?
        0.00   over: Which soup?
        0.00 RuntimeError: generator ignored GeneratorExit
      `,
      'zh-Hans': `
        0.00 要什么汤？
        0.00   问完了：要什么汤？
        0.00 换点别的？
        0.00   问完了：换点别的？
        0.00 点好了：面包
        0.00 要什么汤？
        0.00   问完了：要什么汤？
        0.00 RuntimeError: generator ignored GeneratorExit
      `,
    },
  }),
  item(
    {
      example: 'walk',
      edits: [move(7, 9)],
      prints: `
        0.00     cat
        0.00     dog
        0.00   photos
        0.00   notes
        0.00 home
      `,
    },
    [7, 8],
  ),
] satisfies readonly Item[]
