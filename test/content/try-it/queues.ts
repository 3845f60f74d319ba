import { remove, replace } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'back-pressure',
    edits: [replace(21, '2', '')],
    prints: {
      en: `
        1.00 roll 1 is baked
        1.00 roll 1 is on the counter
        1.00   the guest takes roll 1
        2.00 roll 2 is baked
        2.00 roll 2 is on the counter
        3.00 roll 3 is baked
        3.00 roll 3 is on the counter
        3.50   the guest takes roll 2
        4.00 roll 4 is baked
        4.00 roll 4 is on the counter
        5.00 roll 5 is baked
        5.00 roll 5 is on the counter
        6.00   the guest takes roll 3
        8.50   the guest takes roll 4
        11.00   the guest takes roll 5
      `,
      'zh-Hans': `
        1.00 第1个面包出炉
        1.00 第1个面包上柜台
        1.00   客人拿走第1个面包
        2.00 第2个面包出炉
        2.00 第2个面包上柜台
        3.00 第3个面包出炉
        3.00 第3个面包上柜台
        3.50   客人拿走第2个面包
        4.00 第4个面包出炉
        4.00 第4个面包上柜台
        5.00 第5个面包出炉
        5.00 第5个面包上柜台
        6.00   客人拿走第3个面包
        8.50   客人拿走第4个面包
        11.00   客人拿走第5个面包
      `,
    },
  }),
  item({
    example: 'queue-workers',
    edits: [replace(23, { en: ", 'Cem'", 'zh-Hans': ", '小刚'" }, '')],
    prints: {
      en: `
        0.00 Ann begins the soup
        0.00 Ben begins the salad
        1.00 Ben begins the steak
        3.00 Ben begins the fish
        3.00 all is ordered
        4.00 Ann begins the pie
        5.00 Ben begins the cake
        7.00 all is cooked
        7.00 Ann goes home
        7.00 Ben goes home
        7.00 the kitchen is dark
      `,
      'zh-Hans': `
        0.00 小红开始做汤
        0.00 小明开始做沙拉
        1.00 小明开始做牛排
        3.00 小明开始做鱼
        3.00 菜点齐了
        4.00 小红开始做馅饼
        5.00 小明开始做蛋糕
        7.00 菜做完了
        7.00 小红下班了
        7.00 小明下班了
        7.00 厨房熄灯
      `,
    },
  }),
  item({
    example: 'queue-workers',
    edits: [remove(12)],
    prints: {
      en: `
        0.00 Ann begins the soup
        0.00 Ben begins the salad
        0.00 Cem begins the steak
        1.00 Ben begins the fish
        1.00 all is ordered
        2.00 Cem begins the pie
        3.00 Ben begins the cake
        5.00 DeadlockError: nothing is ready, no timer is set, and nobody can wake anybody any more:
        5.00   Task-1 waits for the last taskDone of <Queue maxsize=2 _getters[3] tasks=6>
        5.00   Task-2 waits for an item of <Queue maxsize=2 _getters[3] tasks=6>
        5.00   Task-3 waits for an item of <Queue maxsize=2 _getters[3] tasks=6>
        5.00   Task-4 waits for an item of <Queue maxsize=2 _getters[3] tasks=6>
      `,
      'zh-Hans': `
        0.00 小红开始做汤
        0.00 小明开始做沙拉
        0.00 小刚开始做牛排
        1.00 小明开始做鱼
        1.00 菜点齐了
        2.00 小刚开始做馅饼
        3.00 小明开始做蛋糕
        5.00 DeadlockError: nothing is ready, no timer is set, and nobody can wake anybody any more:
        5.00   Task-1 waits for the last taskDone of <Queue maxsize=2 _getters[3] tasks=6>
        5.00   Task-2 waits for an item of <Queue maxsize=2 _getters[3] tasks=6>
        5.00   Task-3 waits for an item of <Queue maxsize=2 _getters[3] tasks=6>
        5.00   Task-4 waits for an item of <Queue maxsize=2 _getters[3] tasks=6>
      `,
    },
  }),
  item({
    example: 'drop-oldest',
    edits: [replace(8, 'readings.getNowait()', 'reading'), remove(9)],
    prints: {
      en: `
        0.00 full: 22 is dropped
        0.00 full: 25 is dropped
        0.00 kept: 19
        0.00 kept: 20
      `,
      'zh-Hans': `
        0.00 满了：丢掉22
        0.00 满了：丢掉25
        0.00 留下：19
        0.00 留下：20
      `,
    },
  }),
] satisfies readonly Item[]
