/** The chapters in reading order: the sidebar, the map on the home page and the numbers all come from this list. */
export interface Chapter {
  readonly n: number
  /** Also the name of the Markdown file and the path of the page. */
  readonly slug: string
  readonly title: Readonly<Record<Locale, string>>
  /** Whether the chapter can be read yet. One that cannot is named, not linked. */
  readonly written: boolean
}

export type Locale = 'en' | 'zh-Hans'

const written = new Set([
  'why-coroutines',
  'generators',
  'send',
  'producer-consumer',
  'yield-from',
  'event-loop',
  'javascript-loop',
  'build-your-own',
  'async-await',
  'generator-or-coroutine',
  'running',
  'tasks',
  'cancellation',
  'gather',
  'locks',
  'queues',
  'async-iteration',
  'threads-and-processes',
  'network',
  'testing-and-debugging',
  'bot',
])

const titles: readonly (readonly [slug: string, en: string, zh: string])[] = [
  ['why-coroutines', 'Why coroutines', '为什么需要协程'],
  ['generators', 'Generators', '生成器'],
  ['send', 'Sending values in', '用send传值'],
  ['producer-consumer', 'Producer and consumer', '生产者与消费者'],
  ['yield-from', 'Delegation', '委托：yield from'],
  ['event-loop', 'The event loop', '事件循环'],
  ['javascript-loop', 'JavaScript’s own loop', 'JavaScript自己的循环'],
  ['build-your-own', 'Build your own loop', '自己写一个事件循环'],
  ['async-await', 'async and await', 'async与await'],
  ['generator-or-coroutine', 'Generator or coroutine?', '生成器还是协程？'],
  ['running', 'Running a program', '运行程序'],
  ['tasks', 'Tasks', '任务'],
  ['cancellation', 'Cancellation', '取消'],
  ['gather', 'Waiting for several', '等待多个任务'],
  ['locks', 'Locks', '锁'],
  ['queues', 'Queues', '队列'],
  ['async-iteration', 'Asynchronous iteration', '异步迭代'],
  ['threads-and-processes', 'Threads and processes', '线程与进程'],
  ['network', 'The network', '网络'],
  ['testing-and-debugging', 'Testing and debugging', '测试与调试'],
  ['bot', 'A chat bot', '聊天机器人'],
]

export const chapters: readonly Chapter[] = titles.map(([slug, en, zh], index) => ({
  n: index + 1,
  slug,
  title: { en, 'zh-Hans': zh },
  written: written.has(slug),
}))

/** A chapter by its slug; an unknown slug is a mistake of ours. */
export function chapterBySlug(slug: string): Chapter {
  const found = chapters.find((chapter) => chapter.slug === slug)
  if (found === undefined) {
    throw new Error(
      `There is no chapter with the slug "${slug}". Known: ${chapters.map((chapter) => chapter.slug).join(', ')}.`,
    )
  }
  return found
}
