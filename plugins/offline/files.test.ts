import { expect, test } from 'vitest'
import { keptPath } from './files'

const kept = (file: string) => keptPath(file, ['zh-Hans'])

test('pages are kept under the address by which they are asked for', () => {
  expect(kept('index.html')).toBe('')
  expect(kept('tasks/index.html')).toBe('tasks/')
  expect(kept('404.html')).toBe('404.html')
})

test('scripts, styles, fonts, pictures and the search are kept', () => {
  for (const file of [
    'assets/js/main.1.js',
    'assets/css/styles.2.css',
    'assets/fonts/a.woff2',
    'search.json',
    'img/logo.svg',
  ]) {
    expect(kept(file)).toBe(file)
  }
})

test('the other language, lists, downloads and the worker itself are not', () => {
  for (const file of [
    'zh-Hans/index.html',
    'tags/task/index.html',
    'examples/a.ts',
    'asyncio-ts.tgz',
    'sitemap.xml',
    'sw.js',
  ]) {
    expect(kept(file)).toBeNull()
  }
})
