import { remove, replace, rewrite } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'ticker',
    edits: [remove(15)],
    prints: {
      en: `
        1.00 tick 1
        2.00 tick 2
        3.00 tick 3
        3.00 no more ticks
        3.00 done
      `,
      'zh-Hans': `
        1.00 第1声
        2.00 第2声
        3.00 第3声
        3.00 没有了
        3.00 结束
      `,
    },
  }),
  {
    trials: [
      {
        example: 'paged',
        edits: [rewrite(33, { en: "await run(find('Fay'))", 'zh-Hans': "await run(find('飞飞'))" })],
        prints: {
          en: `
        0.00 loading page 1
        1.00 got Ada and Bob
        1.00 loading page 2
        2.00 got Cyn and Dan
        2.00 loading page 3
        3.00 got Eve and Fay
        3.00 Fay is found
      `,
          'zh-Hans': `
        0.00 加载第1页
        1.00 拿到安安和波波
        1.00 加载第2页
        2.00 拿到晨晨和丹丹
        2.00 加载第3页
        3.00 拿到依依和飞飞
        3.00 找到了飞飞
      `,
        },
      },
      {
        example: 'paged',
        edits: [rewrite(33, { en: "await run(find('Zoe'))", 'zh-Hans': "await run(find('东东'))" })],
        prints: {
          en: `
        0.00 loading page 1
        1.00 got Ada and Bob
        1.00 loading page 2
        2.00 got Cyn and Dan
        2.00 loading page 3
        3.00 got Eve and Fay
      `,
          'zh-Hans': `
        0.00 加载第1页
        1.00 拿到安安和波波
        1.00 加载第2页
        2.00 拿到晨晨和丹丹
        2.00 加载第3页
        3.00 拿到依依和飞飞
      `,
        },
      },
    ],
    lines: [],
  },
  item({
    example: 'break-closes',
    edits: [replace(17, 'reading)', 'lines())'), remove(16)],
    prints: {
      en: `
        0.00 file opened
        1.00 one
        2.00 two
        2.00 file closed
        2.00 after the loop
      `,
      'zh-Hans': `
        0.00 文件已打开
        1.00 一
        2.00 二
        2.00 文件已关闭
        2.00 循环之后
      `,
    },
  }),
] satisfies readonly Item[]
