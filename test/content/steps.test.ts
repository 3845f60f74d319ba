/** Examples run as they are, and telling of their steps: it must make no difference, and tell the truth. */
import { fileURLToPath } from 'node:url'
import type { TraceEvent } from 'asyncio-ts/trace'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { runnerScripts } from '../../plugins/record-examples/run-typescript'
import type { Example } from '../../src/fences'
import { readSitePages } from '../../src/remark/playground/site-pages'
import { type NodeRunOptions, runInNode } from '../../src/runner/node'
import type { SessionState } from '../../src/runner/session'

const root = fileURLToPath(new URL('../..', import.meta.url))
const examplesOf = (locale: 'en' | 'zh-Hans') =>
  readSitePages(root, locale).flatMap((page) => page.examples.map(({ example }) => example))
const english = examplesOf('en')
const chinese = new Map(examplesOf('zh-Hans').map((example) => [example.id, example]))

let scripts: NodeRunOptions = { bundle: '' }
beforeAll(async () => {
  const { worker, parts } = await runnerScripts()
  scripts = { bundle: worker, parts }
})

const run = ({ id, code, start, clock }: Example, steps: boolean) =>
  runInNode({ id, code, start, clock }, { ...scripts, steps })

/** What a reader sees of a run, but for trees of values, whose size is a matter of the time that they take. */
function visible({ lines, ending, time, turns }: SessionState): unknown {
  return { lines: lines.map(({ event: _, values: __, ...line }) => line), ending, time, turns }
}

/** Where something can be executed, as `line:column`: the starts of statements, and of each `yield`. */
function placesOf(code: string): Set<string> {
  const file = ts.createSourceFile('program.ts', code, ts.ScriptTarget.ESNext, true)
  const places = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) || ts.isYieldExpression(node)) {
      const { line, character } = file.getLineAndCharacterOfPosition(node.getStart())
      places.add(`${line + 1}:${character + 1}`)
    }
    node.forEachChild(visit)
  }
  visit(file)
  return places
}

function checkTrace({ trace, lines }: SessionState, code: string): void {
  const { events, truncated } = trace
  expect(trace.plain).toBeUndefined()
  expect(truncated?.why).not.toBe('failed')
  const places = placesOf(code)
  expect(events.filter(({ loc }) => loc !== undefined && !places.has(`${loc.line}:${loc.column}`))).toEqual([])
  // Beside the main part, whatever happens in a task was caused by something before it.
  expect(
    events.filter(({ i, kind, task, cause }) =>
      cause === undefined ? task !== undefined && kind !== 'loop/ready-pop' : cause >= i,
    ),
  ).toEqual([])
  for (const { event, text } of lines) {
    if (event === undefined) continue
    const printed = events[event] as TraceEvent
    expect(printed.kind).toBe('print')
    if (printed.kind === 'print') expect(text.startsWith(printed.text.replace(/…$/, ''))).toBe(true)
  }
}

describe.each(english.map((example) => [example.id, example] as const))('%s', (id, example) => {
  test('prints the same at the same times whether it tells of its steps or not, and its trace holds', async () => {
    for (const each of [example, chinese.get(id) as Example]) {
      const whole = await run(each, true)
      checkTrace(whole, each.code)
      if (each.clock === 'virtual') expect(visible(whole)).toEqual(visible(await run(each, false)))
    }
  })

  test('has the same course in both languages', async () => {
    if (example.clock !== 'virtual') return
    const course = async (each: Example) =>
      (await run(each, true)).trace.events.map(({ kind, t, turn, task, frame, loc, cause }) => {
        return { kind, t, turn, task, frame, line: loc?.line, cause }
      })
    const [ours, theirs] = [await course(example), await course(chinese.get(id) as Example)]
    expect(theirs).toEqual(ours)
  })
})
