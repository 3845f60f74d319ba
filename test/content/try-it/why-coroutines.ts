import { insertBefore, remove, rewrite } from './edits'
import { type Item, item } from './trial'

export default [
  {
    trials: [
      {
        example: 'callback-hell',
        edits: [insertBefore(7, { en: "  ['weather in Rome', 'sun'],", 'zh-Hans': "  ['Rome的天气', '放晴']," })],
        prints: {
          en: `
        0.00 asked: city of Ada
        0.00 asked: city of Bo
        0.00 main loop: waits for answers
        0.00 asked: weather in Oslo
        0.00 asked: weather in Rome
        0.00 @Ada: Oslo, snow
        0.00 @Bo: Rome, sun
      `,
          'zh-Hans': `
        0.00 提问：Ada的城市
        0.00 提问：Bo的城市
        0.00 主循环：等答复
        0.00 提问：Oslo的天气
        0.00 提问：Rome的天气
        0.00 @Ada：Oslo，下雪
        0.00 @Bo：Rome，放晴
      `,
        },
      },
      {
        example: 'in-one-piece',
        edits: [insertBefore(8, { en: "  ['weather in Rome', 'sun'],", 'zh-Hans': "  ['Rome的天气', '放晴']," })],
        prints: {
          en: `
        0.00 asked: city of Ada
        0.00 asked: city of Bo
        1.00 asked: weather in Oslo
        1.00 asked: weather in Rome
        2.00 @Ada: Oslo, snow
        2.00 @Bo: Rome, sun
      `,
          'zh-Hans': `
        0.00 提问：Ada的城市
        0.00 提问：Bo的城市
        1.00 提问：Oslo的天气
        1.00 提问：Rome的天气
        2.00 @Ada：Oslo，下雪
        2.00 @Bo：Rome，放晴
      `,
        },
      },
    ],
    lines: [6, 7],
  },
  item({
    example: 'in-one-piece',
    edits: [rewrite(29, "  yield* weather('Ada')"), rewrite(30, "  yield* weather('Bo')"), remove(31), remove(32)],
    prints: {
      en: `
        0.00 asked: city of Ada
        1.00 asked: weather in Oslo
        2.00 @Ada: Oslo, snow
        2.00 asked: city of Bo
        3.00 asked: weather in Rome
        4.00 @Bo: sorry, no weather for Rome
      `,
      'zh-Hans': `
        0.00 提问：Ada的城市
        1.00 提问：Oslo的天气
        2.00 @Ada：Oslo，下雪
        2.00 提问：Bo的城市
        3.00 提问：Rome的天气
        4.00 @Bo：抱歉，没有Rome的天气
      `,
    },
  }),
  item({
    example: 'a-and-b',
    edits: [remove(6)],
    prints: `
        0.00 1
        0.00 2
        0.00 3
        0.00 x
        0.00 y
        0.00 z
      `,
  }),
] satisfies readonly Item[]
