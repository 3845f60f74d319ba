import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT, readSitePage } from '../../src/remark/playground/site-pages'

/*
 * What the chapter says of its loop as a text: that the last step compares the very loop of the step before, and how many
 * lines it has. (That both give the same output is the output of the last step, which is compared like any other.)
 */
const ROOT = join(import.meta.dirname, '../..')

/** What a line of the last step's twin may have besides, so that programs written with `await` can use it. */
const FOR_AWAIT = /^(?:import asyncio|import types|@types\.coroutine| {4}__await__ = __iter__)$/

const meant = (line: string) => line.trim() !== ''

describe.each(['en', 'zh-Hans'] as const)('the loop of chapter 8 in %s', (locale) => {
  const file = `${CONTENT[0][locale]}/build-your-own.md`
  const { examples } = readSitePage(ROOT, file)
  const page = readFileSync(join(ROOT, file), 'utf8')
  const find = (id: string) => {
    const example = examples.find((each) => each.example.id === id)?.example
    if (example === undefined || example.twin.kind === 'none') throw new Error(`expected ${id} with a twin`)
    return { code: example.code.split('\n'), twin: example.twin.code.split('\n') }
  }
  const [whole, same] = [find('mini-loop'), find('mini-same')]
  const loopOf = (lines: readonly string[], comment: RegExp) => {
    const end = lines.findIndex((line) => comment.test(line))
    expect(end).toBeGreaterThan(0)
    return lines.slice(0, end).filter(meant)
  }
  const loop = loopOf(whole.code, /^\/\/ /)

  it('is the one that is compared with asyncio-ts, in the lines that the text names', () => {
    const [, from, to] = /(?:Lines|第)\s?(\d+)(?: to |～)(\d+)(?: are step 5|行.*第五步)/.exec(page) ?? []
    expect(same.code.slice(Number(from) - 1, Number(to)).filter(meant)).toEqual(loop)
  })

  it('is the one that is compared with asyncio in Python, but for what `await` asks of it', () => {
    const python = loopOf(whole.twin, /^# /).filter((line) => !FOR_AWAIT.test(line))
    expect(loopOf(same.twin, /^# /).filter((line) => !FOR_AWAIT.test(line))).toEqual(python)
  })

  it('is written without asyncio', () => {
    expect(loop.filter((line) => /asyncio|^import /.test(line))).toEqual([])
  })

  it('has as many lines as the text says', () => {
    const sizeOf = (name: string) => {
      const from = loop.findIndex((line) => line.startsWith(`class ${name}`))
      return loop.slice(from).indexOf('}') + 1
    }
    const selector = sizeOf('Selector')
    const sizes = [loop.length, selector, loop.length - selector, ...['EventLoop', 'Future', 'Task'].map(sizeOf)]
    const details = /<summary>[^<]*(?:How many lines|多少行)[^<]*<\/summary>([\s\S]*?)<\/details>/.exec(page)?.[1] ?? ''
    expect((details.match(/\d+/g) ?? []).map(Number)).toEqual(sizes)
  })
})
