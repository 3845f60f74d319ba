import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTypeScript } from '../../plugins/record-examples/run-typescript'
import { chapters } from '../../src/chapters'
import type { Example } from '../../src/fences'
import { CONTENT, type Locale, readSitePages } from '../../src/remark/playground/site-pages'
import { firstDifference, splitLines, type TimedLine, table, untimed } from './line-table'
import { type Edit, edited, textIn } from './try-it/edits'
import type { Item, Trial } from './try-it/trial'

/*
 * What a chapter proposes to try: each entry of that list is here as an edit of the page's program, is run, and has to
 * print what the list promises.
 */
const ROOT = join(import.meta.dirname, '../..')
const LOCALES = ['en', 'zh-Hans'] as const

const examples = new Map(
  LOCALES.map((locale) => [
    locale,
    new Map(readSitePages(ROOT, locale).flatMap((page) => page.examples.map(({ example }) => [example.id, example]))),
  ]),
)

const written = chapters.filter((chapter) => chapter.written).map(({ slug }) => slug)
const entries = new Map<string, readonly Item[]>()
for (const slug of written) {
  const module = (await import(`./try-it/${slug}.ts`)) as { readonly default: readonly Item[] }
  entries.set(slug, module.default)
}

/** The list under the heading of that section, entry by entry. */
function listOf(slug: string, locale: Locale): readonly string[] {
  const page = readFileSync(join(ROOT, CONTENT[0][locale], `${slug}.md`), 'utf8')
  const section = page.split(/^## .*\{#try-it\}$/m)[1]?.split(/^## /m)[0] ?? ''
  return [...section.matchAll(/^\d+\. (.*)$/gm)].map(([, text = '']) => text)
}

/** The examples that an entry leads to; one that names none goes on with that of the entry before. */
function examplesOf(text: string): readonly string[] {
  return [...text.matchAll(/\]\(#([\w-]+)\)/g)].map(([, id = '']) => id)
}

/** The lines that a text names: "lines 14 and 15", 第14、15行. */
function linesIn(text: string): readonly number[] {
  const words = [...text.matchAll(/\bline \d+|\blines \d+(?:(?:,| and| to) \d+)*|第\d+(?:[、和到]\d+)*行/g)]
  return words.flatMap(([whole]) => (whole.match(/\d+/g) ?? []).map(Number))
}

const unique = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b)

/** The lines that an edit touches, as a text would name them: what is inserted goes "before line 9". */
const linesOf = (edits: readonly Edit[]) => unique(edits.map(({ line }) => line))

function exampleOf({ example }: Trial, locale: Locale): Example {
  const found = examples.get(locale)?.get(example)
  if (found === undefined) throw new Error(`expected an example \`${example}\`, found none`)
  return found
}

/** `1.00 hello`: a line and its loop time. */
function timedLines(text: string): readonly TimedLine[] {
  const lines = text.replace(/^\n/, '').replace(/\n *$/, '').split('\n')
  const indent = Math.min(...lines.map((line) => /^ */.exec(line)?.[0].length ?? 0))
  return lines.map((line) => {
    const [, time, words = ''] = /^(\d+\.\d+)(?: (.*))?$/.exec(line.slice(indent)) ?? []
    if (time === undefined) throw new Error(`expected a line as \`1.00 hello\`, got \`${line}\``)
    return { text: words, time: Number(time) }
  })
}

function expected(trial: Trial, locale: Locale): readonly TimedLine[] {
  const { output, outputTwin } = exampleOf(trial, locale)
  if ('prints' in trial) {
    const lines = timedLines(textIn(trial.prints, locale))
    return trial.onWallClock ? lines.map((line) => ({ ...line, time: null })) : lines
  }
  if (trial.like === 'page') return untimed(output)
  if (outputTwin === null) throw new Error(`${trial.example}: its Python twin prints the same`)
  return untimed(outputTwin)
}

it('every chapter that is written has something to try', () => {
  expect(written.filter((slug) => (entries.get(slug)?.length ?? 0) === 0)).toEqual([])
})

describe.each(LOCALES)('in %s', (locale) => {
  describe.each(written)('%s', (slug) => {
    const list = listOf(slug, locale)
    const items = entries.get(slug) ?? []

    it('has an entry here for each of its list, and no more', () => {
      expect(items.length).toBe(list.length)
    })

    it.each(items.map((item, index) => [index + 1, item] as const))(
      'entry %i names its examples, its lines and what is to be written',
      (n, item) => {
        const index = n - 1
        const text = list[index] ?? ''
        const before = list.slice(0, index).flatMap(examplesOf).at(-1)
        const named = examplesOf(text).length > 0 ? examplesOf(text) : [before]
        expect([...new Set(item.trials.map(({ example }) => example))]).toEqual([...new Set(named)])
        expect(unique(linesIn(text))).toEqual(unique(item.lines ?? item.trials.flatMap(({ edits }) => linesOf(edits))))
        for (const words of item.trials.flatMap(({ edits }) => edits).map((edit) => newWords(edit, locale))) {
          const code = [...text.matchAll(/`([^`]+)`/g)].map(([, each = '']) => each)
          const said = words === '' || text.includes(words) || code.some((each) => words.includes(each))
          expect(said, `"${words}" is written by the edit, and the text does not say so: ${text}`).toBe(true)
        }
      },
    )

    const trials = items.flatMap(({ trials }, index) =>
      trials.map((trial) => [index + 1, trial.example, trial] as const),
    )
    it.each(trials)('entry %i: %s prints what is promised', async (_, __, trial) => {
      const example = exampleOf(trial, locale)
      const run = await runTypeScript({ ...example, code: edited(example.code, trial.edits, locale) })
      const ofMachine = 'prints' in trial ? trial.onWallClock : undefined
      const printed = splitLines(run.lines).filter(({ text }) => !ofMachine?.test(text))
      const wanted = expected(trial, locale)
      if (firstDifference(wanted, printed) === null) return
      expect.fail(`\n${table({ title: 'promised', lines: wanted }, { title: 'printed', lines: printed })}\n`)
    })
  })
})

function newWords(edit: Edit, locale: Locale): string {
  return 'to' in edit ? textIn(edit.to, locale).trim() : ''
}

describe('an edit', () => {
  const code = 'one\ntwo two\nthree'

  it('is refused when the line or the words are not there, or not once', () => {
    const replace = (line: number, from: string): Edit => ({ kind: 'replace', line, from, to: '' })
    expect(() => edited(code, [replace(4, 'one')], 'en')).toThrow('expected a line 4')
    expect(() => edited(code, [replace(1, 'two')], 'en')).toThrow('found it 0 times')
    expect(() => edited(code, [replace(2, 'two')], 'en')).toThrow('found it 2 times')
  })

  it('counts lines as the page shows them, whatever else is edited', () => {
    const edits: readonly Edit[] = [
      { kind: 'remove', line: 1 },
      { kind: 'insert', line: 4, to: { en: 'end', 'zh-Hans': '完' } },
      { kind: 'move', line: 3, before: 2 },
    ]
    expect(edited(code, edits, 'zh-Hans')).toBe('three\ntwo two\n完')
  })
})
