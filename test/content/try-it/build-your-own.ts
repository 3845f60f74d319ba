import { remove, replace, rewrite } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'mini-future',
    edits: [
      rewrite(49, {
        en: "  tea.setException(new Error('no water'))",
        'zh-Hans': "  tea.setException(new Error('没水了'))",
      }),
    ],
    prints: {
      en: `
        0.00 too early: not done yet
        0.00 the tea is served
        0.00 Anna: no water
        0.00 Bob: no water
      `,
      'zh-Hans': `
        0.00 问得太早：还没完成
        0.00 茶端上来了
        0.00 Anna：没水了
        0.00 Bob：没水了
      `,
    },
  }),
  item({
    example: 'mini-loop',
    edits: [remove(166)],
    prints: {
      en: `
        0.00 the café is open
        1.00 Anna orders tea
        3.00 Anna gets tea
        3.00 Error: nothing will ever happen
      `,
      'zh-Hans': `
        0.00 咖啡馆开门了
        1.00 Anna点了茶
        3.00 Anna拿到茶
        3.00 Error: 再也不会有事发生了
      `,
    },
  }),
  item({
    example: 'mini-same',
    edits: [replace(80, 'loop.callSoon(callback)', 'callback()')],
    prints: {
      en: `
        8.00 cafe, 4 lines: the same
        8.00 turns, 12 lines: DIFFERENT
        8.00 ours:
        8.00 0.0 s: main waits
        8.00 0.0 s: a1
        8.00 0.0 s: b1
        8.00 0.0 s: a2
        8.00 0.0 s: b2
        8.00 0.0 s: a3
        8.00 0.0 s: b3
        8.00 0.0 s: a is done
        8.00 0.0 s: b is done
        8.00 0.0 s: main got b
        8.00 0.0 s: main got a
        8.00 0.0 s: main ends
        8.00 theirs:
        8.00 0.0 s: main waits
        8.00 0.0 s: a1
        8.00 0.0 s: b1
        8.00 0.0 s: a2
        8.00 0.0 s: b2
        8.00 0.0 s: a3
        8.00 0.0 s: b3
        8.00 0.0 s: a is done
        8.00 0.0 s: b is done
        8.00 0.0 s: main got b
        8.00 0.0 s: main got a
        8.00 0.0 s: main ends
        8.00 0.0 s: late
        10.00 failure, 2 lines: the same
      `,
      'zh-Hans': `
        8.00 cafe，4行：一致
        8.00 turns，12行：不一致
        8.00 我们的：
        8.00 0.0秒：main在等
        8.00 0.0秒：a1
        8.00 0.0秒：b1
        8.00 0.0秒：a2
        8.00 0.0秒：b2
        8.00 0.0秒：a3
        8.00 0.0秒：b3
        8.00 0.0秒：a完成了
        8.00 0.0秒：b完成了
        8.00 0.0秒：main拿到b
        8.00 0.0秒：main拿到a
        8.00 0.0秒：main结束
        8.00 它们的：
        8.00 0.0秒：main在等
        8.00 0.0秒：a1
        8.00 0.0秒：b1
        8.00 0.0秒：a2
        8.00 0.0秒：b2
        8.00 0.0秒：a3
        8.00 0.0秒：b3
        8.00 0.0秒：a完成了
        8.00 0.0秒：b完成了
        8.00 0.0秒：main拿到b
        8.00 0.0秒：main拿到a
        8.00 0.0秒：main结束
        8.00 0.0秒：迟到的回调
        10.00 failure，2行：一致
      `,
    },
  }),
] satisfies readonly Item[]
