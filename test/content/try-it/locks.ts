import { move, replace } from './edits'
import { type Item, item } from './trial'

export default [
  item(
    {
      example: 'lost-update',
      edits: [move(8, 6)],
      prints: {
        en: `
        1.00 A reads 0
        1.00 A writes 1
        1.00 B reads 1
        1.00 B writes 2
        1.00 C reads 2
        1.00 C writes 3
        1.00 total: 3
      `,
        'zh-Hans': `
        1.00 A读到0
        1.00 A写入1
        1.00 B读到1
        1.00 B写入2
        1.00 C读到2
        1.00 C写入3
        1.00 总数：3
      `,
      },
    },
    [6, 8],
  ),
  item(
    {
      example: 'overdraw',
      edits: [move(10, 6)],
      prints: {
        en: `
        1.00 Ann: took 80, balance 20
        1.00 Ben: refused, balance 20
      `,
        'zh-Hans': `
        1.00 小红：取走80，余额20
        1.00 小明：拒绝，余额20
      `,
      },
    },
    [6, 10],
  ),
  item({
    example: 'lock-twice',
    edits: [replace(23, 'waitFor(payday(), 5)', 'payday()')],
    prints: {
      en: `
        0.00 payday has the lock
        0.00 DeadlockError: nothing is ready, no timer is set, and nobody can wake anybody any more:
        0.00   Task-1 waits for <Lock [locked, waiters:1]>
      `,
      'zh-Hans': `
        0.00 发工资：拿到锁了
        0.00 DeadlockError: nothing is ready, no timer is set, and nobody can wake anybody any more:
        0.00   Task-1 waits for <Lock [locked, waiters:1]>
      `,
    },
  }),
  {
    trials: [
      {
        example: 'semaphore',
        edits: [replace(12, '2', '5')],
        prints: {
          en: `
        0.00 page 1 begins
        0.00 page 2 begins
        0.00 page 3 begins
        0.00 page 4 begins
        0.00 page 5 begins
        1.00 all are here
      `,
          'zh-Hans': `
        0.00 第1页开始下载
        0.00 第2页开始下载
        0.00 第3页开始下载
        0.00 第4页开始下载
        0.00 第5页开始下载
        1.00 全部下完
      `,
        },
      },
      {
        example: 'semaphore',
        edits: [replace(12, '2', '1')],
        prints: {
          en: `
        0.00 page 1 begins
        1.00 page 2 begins
        2.00 page 3 begins
        3.00 page 4 begins
        4.00 page 5 begins
        5.00 all are here
      `,
          'zh-Hans': `
        0.00 第1页开始下载
        1.00 第2页开始下载
        2.00 第3页开始下载
        3.00 第4页开始下载
        4.00 第5页开始下载
        5.00 全部下完
      `,
        },
      },
    ],
  },
] satisfies readonly Item[]
