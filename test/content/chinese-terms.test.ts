import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CONTENT, markdownFiles } from '../../src/remark/playground/site-pages'

const ROOT = join(import.meta.dirname, '../..')

/** Words that others use for what TRANSLATING.md has a word for; and that word. */
const OTHER_WORDS: readonly (readonly [other: string, ours: string])[] = [
  ['协同程序', '协程'],
  ['生成子', '生成器'],
  ['叠代', '迭代'],
  ['事件回圈', '事件循环'],
  ['事件回路', '事件循环'],
  ['讯息循环', '事件循环'],
  ['回呼', '回调'],
  ['佇列', '队列'],
  ['伫列', '队列'],
  ['执行绪', '线程'],
  ['信号灯', '信号量'],
  ['互斥量', '锁'],
  ['死结', '死锁'],
  ['竞争条件', '竞态条件'],
  ['上下文管理员', '上下文管理器'],
  ['描述子', '描述符'],
  ['演练台', '演练场'],
]

/** English that has a Chinese word and no other meaning in a sentence: `await`, Task and Future stay as they are. */
const ENGLISH = [
  'back-pressure',
  'callback',
  'concurrency',
  'context switch',
  'coroutine',
  'deadlock',
  'event loop',
  'exception group',
  'generator',
  'iterator',
  'macrotask',
  'microtask',
  'parallelism',
  'playground',
  'race condition',
  'ready queue',
  'semaphore',
  'starvation',
  'structured concurrency',
  'subgenerator',
  'task group',
  'virtual time',
]

/** The Chinese pages that people wrote: those of the API are made of docstrings, the sources name English titles. */
const pages = CONTENT.flatMap((folders) =>
  markdownFiles(join(ROOT, folders['zh-Hans'])).map((name) => ({ name, file: join(ROOT, folders['zh-Hans'], name) })),
).filter(({ name }) => !/^reference\/(api|sources)/.test(name))

/** What is read as Chinese: no code, no addresses, nothing that is quoted or added in brackets as the English word. */
function prose(text: string): string {
  return text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replaceAll(/^(```+)[\s\S]*?^\1/gm, '')
    .replaceAll(/`[^`\n]*`/g, '')
    .replaceAll(/\[[\x20-\x7e]*?\]\([^)\n]*\)/g, '')
    .replaceAll(/\]\([^)\n]*\)|\{#[^}\n]*\}|<[^>\n]*>|https?:\S+/g, '')
    .replaceAll(/（[^（）]*）|“[^“”]*”|《[^《》]*》/g, '')
}

test.each(pages)('$name uses the words that were agreed on', ({ file }) => {
  const text = prose(readFileSync(file, 'utf8'))
  expect(OTHER_WORDS.filter(([other]) => text.includes(other))).toEqual([])
})

test.each(pages)('$name says in Chinese what has a Chinese word', ({ file }) => {
  const text = prose(readFileSync(file, 'utf8'))
  // Where a name was made of it (`Semaphore`, `TaskGroup`), it is code; so a capital within a sentence is left alone.
  const found = ENGLISH.flatMap((term) => text.match(new RegExp(`.{0,8}(?<![\\w./])${term}s?(?!\\w).{0,8}`, 'g')) ?? [])
  expect(found).toEqual([])
})

test('the words that were agreed on are those of TRANSLATING.md', () => {
  const [, terms = ''] = readFileSync(join(ROOT, 'TRANSLATING.md'), 'utf8').split('## Terms')
  // Parts of longer terms, and threads, which the table takes for granted.
  const known = new Set(['迭代', '线程', '描述符'])
  expect(OTHER_WORDS.filter(([, ours]) => !known.has(ours) && !terms.includes(ours))).toEqual([])
  expect(ENGLISH.filter((term) => !terms.includes(term))).toEqual([])
})
