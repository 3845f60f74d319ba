import { type Coroutine, LifoQueue, PriorityQueue, run } from 'asyncio-ts'

type Item = [number, ...unknown[]]

function* main(): Coroutine<void> {
  const queue = new PriorityQueue<Item>()
  const items: Item[] = [[3, 'c'], [1, 'a'], [2, 'b'], [1], [1, 'a', 0], [0, null]]
  for (const item of items) queue.putNowait(item)
  const last = new LifoQueue<number>(3)
  while (!queue.empty()) {
    const item = yield* queue.get()
    console.log(item.length, item[0])
    if (!last.full()) last.putNowait(item[0])
  }
  while (!last.empty()) console.log(last.getNowait())

  const examples: [string, (string | number)[]][] = [
    ['words', ['pear', 'fig', 'apple']],
    ['numbers', [2.5, -1, 10, 3]],
  ]
  for (const [name, items] of examples) {
    const queue = new PriorityQueue<string | number>()
    for (const item of items) queue.putNowait(item)
    console.log(name, String(queue))
    console.log(...items.map(() => queue.getNowait()))
  }

  const odd: unknown[][] = [
    [1, 'x'],
    [{}, {}],
    [
      [1, null],
      [1, 2],
    ],
  ]
  for (const items of odd) {
    const queue = new PriorityQueue<unknown>()
    try {
      for (const item of items) queue.putNowait(item)
      console.log('is allowed')
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      console.log('TypeError')
    }
  }

  // It lies as a heap of Python's does, through all changes.
  const heap = new PriorityQueue<number>()
  for (let n = 0; n < 40; n += 1) {
    heap.putNowait((n * 17) % 41)
    if (n % 3 === 2) heap.getNowait()
    if (heap.qsize() <= 6) console.log(String(heap))
  }
  while (heap.qsize() > 6) heap.getNowait()
  console.log(String(heap))
}

await run(main())
