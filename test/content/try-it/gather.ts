import { remove, replace } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'gather-exceptions',
    edits: [replace(5, "part === 'photo'", "part !== 'text'")],
    prints: {
      en: `
        1.00 text: loaded
        2.00 main: the photo is broken
        4.00 main: two seconds later
      `,
      'zh-Hans': `
        1.00 text：加载完
        2.00 main：照片损坏
        4.00 main：又过了2秒
      `,
    },
  }),
  item({
    example: 'wait-first',
    edits: [remove(21)],
    prints: {
      en: `
        1.00 the answer from Rome
        1.00 still running: 2
        3.00 Oslo: answered
        3.00 Rome: answered
        3.00 Bern: answered
      `,
      'zh-Hans': `
        1.00 罗马的答复
        1.00 还在运行：2
        3.00 奥斯陆：已答复
        3.00 罗马：已答复
        3.00 伯尔尼：已答复
      `,
    },
  }),
  item({
    example: 'task-group-fails',
    edits: [replace(21, '2', '4')],
    prints: {
      en: `
        1.00 text: loaded
        3.00 map: loaded
        4.00 main: unhandled errors in a TaskGroup (1 sub-exception)
        4.00   ValueError: the photo is broken
      `,
      'zh-Hans': `
        1.00 text：加载完
        3.00 map：加载完
        4.00 main：unhandled errors in a TaskGroup (1 sub-exception)
        4.00   ValueError: 照片损坏
      `,
    },
  }),
] satisfies readonly Item[]
