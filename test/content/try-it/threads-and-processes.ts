import { insertBefore, replace, rewrite } from './edits'
import { type Item, item } from './trial'

/** How many come depends on the machine. */
const TICKS = /tick|嘀嗒/

export default [
  item({
    example: 'blocked-loop',
    edits: [
      rewrite(3, 'function* countPrimes(limit: number): Coroutine<number> {'),
      insertBefore(6, '    if (n % 10_000 === 0) yield* sleep(0)'),
      replace(24, 'countPrimes(1_000_000)', 'yield* countPrimes(1_000_000)'),
    ],
    prints: {
      en: `
        0.13 counting
        0.60 78498 primes
      `,
      'zh-Hans': `
        0.13 开始数
        0.60 质数78498个
      `,
    },
    onWallClock: TICKS,
  }),
  item({
    example: 'executor',
    edits: [replace(28, 'countPrimes, 1_000_000', '() => countPrimes(1_000_000)')],
    prints: {
      en: `
        0.13 counting
        0.13 TypeError: <function anonymous> cannot be run in a worker: functions are known there by name, and closures have none. Known are countPrimes. Make it one of these, and hand over as arguments what it closes over
      `,
      'zh-Hans': `
        0.13 开始数
        0.13 TypeError: <function anonymous> cannot be run in a worker: functions are known there by name, and closures have none. Known are countPrimes. Make it one of these, and hand over as arguments what it closes over
      `,
    },
    onWallClock: TICKS,
  }),
  item({
    example: 'two-cores',
    edits: [replace(19, 'maxWorkers: 2', 'maxWorkers: 1')],
    prints: '0.00 workers: 1',
    onWallClock: /: [\d.]+ s$|：[\d.]+秒$/,
  }),
] satisfies readonly Item[]
