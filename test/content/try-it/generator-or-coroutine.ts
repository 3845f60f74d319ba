import { remove } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'averager',
    edits: [remove(18)],
    prints: `
        0.00 TypeError: can't send non-None value to a just-started generator
      `,
  }),
  item({
    example: 'averager-in-for',
    edits: [remove(20)],
    prints: {
      en: `
        0.00 average 10.0
        0.00 average 20.0
      `,
      'zh-Hans': `
        0.00 平均10.0
        0.00 平均20.0
      `,
    },
  }),
  item({
    example: 'async-averager',
    edits: [remove(10)],
    prints: {
      en: `
        0.00 sent 10, average 10.0
        0.00 sent 30, average 20.0
        0.00 sent 20, average 20.0
      `,
      'zh-Hans': `
        0.00 送入10，平均10.0
        0.00 送入30，平均20.0
        0.00 送入20，平均20.0
      `,
    },
  }),
] satisfies readonly Item[]
