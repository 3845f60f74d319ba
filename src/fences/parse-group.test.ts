import { describe, expect, it } from 'vitest'
import { classifyFence } from './classify'
import type { Fence } from './fence'
import { FenceError } from './fence-error'
import { PageIds } from './page-ids'
import { readSiblings } from './read-siblings'

/** A fence from its opening line and its content; lines are numbered as if the fences stood directly one after another. */
function fences(...sources: readonly [string, string][]): readonly Fence[] {
  let line = 1
  return sources.map(([opening, code]) => {
    const [lang = null, ...meta] = opening.split(' ')
    const fence = { lang, meta: meta.length > 0 ? meta.join(' ') : null, code, line }
    line += code.split('\n').length + 2
    return fence
  })
}

const twin: [string, string] = ['py twin', "print('hello')"]
const output: [string, string] = ['text output', 'hello']

function read(opening: string, code = "console.log('hello')", ...rest: readonly [string, string][]) {
  const group = fences([opening, code], ...(rest.length > 0 ? rest : [twin, output]))
  const [placed] = readSiblings(group, { react: false }).examples
  if (placed === undefined) throw new Error('no example was found')
  return placed.example
}

function errorOf(action: () => unknown): FenceError {
  try {
    action()
  } catch (error) {
    if (error instanceof FenceError) return error
    throw error
  }
  throw new Error('expected a FenceError, but nothing was thrown')
}

const written = (action: () => unknown) => /write: {4}(.*)/s.exec(errorOf(action).message)?.[1]

describe('a group of fences', () => {
  it('is an example with every default, when only the id is given', () => {
    expect(read('ts live id=hello')).toEqual({
      id: 'hello',
      title: null,
      view: 'output',
      start: '09:00:00',
      speed: '1',
      clock: 'virtual',
      compare: null,
      expect: 'success',
      highlight: [],
      code: "console.log('hello')",
      twin: { kind: 'checked', code: "print('hello')" },
      output: 'hello',
      outputTwin: null,
    })
  })

  it('has every option that its fence gives', () => {
    const example = read(
      'ts live {3,1-2} id=hello title="Say hello" view=timeline start=17:14:32 speed=instant clock=wall compare=other expect=error',
      'a\nb\nc\nd',
    )
    expect(example).toMatchObject({
      title: 'Say hello',
      view: 'timeline',
      start: '17:14:32',
      speed: 'instant',
      clock: 'wall',
      compare: 'other',
      expect: 'error',
      highlight: [1, 2, 3],
    })
  })

  it('may ask for a prediction', () => {
    const asked = (value: string) => read(`ts live id=hello predict=${value} twin=none reason="of a test"`, 'a', output)
    expect(asked('line:2').predict).toEqual({ kind: 'line', line: 2 })
    expect(asked('time:1,2.5').predict).toEqual({ kind: 'time', times: [1, 2.5] })
    for (const value of ['line:0', 'line:1,2', 'time:2', 'time:1,1', 'word']) {
      expect(() => asked(value), value).toThrow('line:3')
    }
  })

  it('may lack its twin for a reason', () => {
    const example = read('ts live id=hello twin=none reason="no microtasks there"', 'hello()', output)
    expect(example.twin).toEqual({ kind: 'none', reason: 'no microtasks there' })
  })

  it('may measure, without being recorded', () => {
    const example = read('ts live id=hello clock=wall record=off', 'hello()', twin, output)
    expect([example.clock, example.record]).toEqual(['wall', 'off'])
    for (const opening of ['ts live id=a record=off', 'ts live id=a clock=wall record=off view=timeline']) {
      expect(() => read(opening, 'a()', twin, output)).toThrow('`record=off` beside what shows a recorded run')
    }
  })

  it('may have a recorded twin', () => {
    for (const version of ['3.13.0', '3.14.2']) {
      const example = read('ts live id=hello', 'hello()', [`py twin recorded=${version}`, 'hello()'], output)
      expect(example.twin).toEqual({ kind: 'recorded', version, code: 'hello()' })
    }
  })

  it('may print otherwise in Python', () => {
    const example = read('ts live id=hello', 'hello()', twin, ['text output', 'true'], ['text output twin', 'True'])
    expect([example.output, example.outputTwin]).toEqual(['true', 'True'])
  })

  it('may print nothing', () => {
    expect(read('ts live id=hello', 'hello()', twin, ['text output', '']).output).toBe('')
  })

  it('ends where the next `ts live` begins', () => {
    const group = fences(['ts live id=a', 'a()'], twin, output, ['ts live id=b', 'b()'], twin, output)
    const found = readSiblings(group, { react: false }).examples
    expect(found.map(({ example, from, count }) => [example.id, from, count])).toEqual([
      ['a', 0, 3],
      ['b', 3, 3],
    ])
  })

  it('ends at anything that is no fence', () => {
    const [live, ...rest] = fences(['ts live id=a', 'a()'], twin, output)
    expect(() => readSiblings([live ?? null, null, ...rest], { react: false })).toThrow('without its twin')
  })
})

describe('a malformed group', () => {
  it('names the nearest option and shows the corrected line', () => {
    expect(written(() => read('ts live id=hello strat=17:14:32'))).toBe('```ts live id=hello start=17:14:32')
  })

  it('leaves out an option that resembles none', () => {
    expect(written(() => read('ts live id=hello background=red'))).toBe('```ts live id=hello')
  })

  it('points at the second of two equal options, and keeps the first', () => {
    expect(written(() => read('ts live id=a speed=4 speed=4'))).toBe('```ts live id=a speed=4')
  })

  it.each([
    ['id=Say_After', 'id=say-after'],
    ['id=sayAfter', 'id=say-after'],
    ['id=协程', 'id=name-of-the-example'],
    ['id', 'id=name-of-the-example'],
    ['id=a start=9:05', 'id=a start=09:05:00'],
    ['id=a start=25:00:00', 'id=a start=09:00:00'],
    ['id=a speed=4x', 'id=a speed=4'],
    ['id=a view=timelin', 'id=a view=timeline'],
    ['id=a clock=virtual', 'id=a'],
    ['id=a expect=success', 'id=a'],
    ['id=a compare=a', 'id=a'],
    ['id=a title="no end', 'id=a title="no end"'],
    ['id=a title="a"b', 'id=a title=a'],
    ['id=a {1, 2}', 'id=a {1,2}'],
    ['id=a {1,7-9}', 'id=a {1}'],
    ['id=a {1-99999999999}', 'id=a'],
    ['id=a noInline', 'id=a'],
    ['title="Say hello"', 'title="Say hello" id=say-hello'],
    ['id=a twin=none', 'id=a twin=none reason="Python has no counterpart of …"'],
    ['id=a reason="just so"', 'id=a'],
    ['id=a twin=none reason="just so"', 'id=a'],
  ])('says what to write instead of %s', (given, instead) => {
    expect(written(() => read(`ts live ${given}`, 'a()\nb()'))).toBe(`\`\`\`ts live ${instead}`)
  })

  it('gives the highlights that a magic comment meant, in the lines that are left', () => {
    const code = 'a()\n// highlight-next-line\nb()\n/* highlight-start */\nc()\nd()\n// highlight-end\ne()'
    const error = errorOf(() => read('ts live id=a', code))
    expect(error.line).toBe(3)
    expect(error.message).toContain('write:    ```ts live id=a {2-4}')
  })

  it('refuses magic comments in the twin', () => {
    const error = errorOf(() => read('ts live id=a', 'a()', ['py twin', 'a()\n# highlight-next-line\nb()'], output))
    expect(error.line).toBe(6)
  })

  it.each<[string, [string, string][]]>([
    ['a second `py twin`', [twin, twin, output]],
    ['a second `text output`', [twin, output, output]],
    ['`py twin` in the wrong place', [output, twin]],
    ['without its output', [twin]],
    ['without its twin', [output]],
    ['equals `text output`', [twin, output, ['text output twin', 'hello']]],
    ['takes no line highlights', [['py twin {1}', 'hello()'], output]],
    ['`recorded` cannot be "3.12.1"', [['py twin recorded=3.12.1', 'hello()'], output]],
    ['`py twin` without a program', [['py twin', ''], output]],
    ['unknown option `title`', [twin, ['text output title=a', 'hello']]],
    ['`txt output` is no fence of a playground', [twin, ['txt output', 'hello']]],
    ['`python twin` is no fence of a playground', [['python twin', 'hello()'], output]],
  ])('is refused: %s', (problem, rest) => {
    expect(errorOf(() => read('ts live id=hello', 'hello()', ...rest)).message).toContain(problem)
  })

  it('is refused when a program that ends in an error prints nothing', () => {
    expect(() => read('ts live id=a expect=error', 'a()', twin, ['text output', ''])).toThrow('empty output')
  })

  it('is refused when only a part of it stands there', () => {
    expect(() => readSiblings(fences(twin, output), { react: false })).toThrow('`py twin` without a `ts live`')
    expect(() => readSiblings(fences(output), { react: false })).toThrow('`text output` without a `ts live`')
  })
})

describe('what a fence is', () => {
  const kind = (opening: string) => classifyFence(fences([opening, ''])[0] as Fence)

  it('depends on words outside quotes alone', () => {
    expect(kind('ts title="go live now"')).toBe('other')
    expect(kind('ts title="go live now" live id=a')).toBe('live')
    expect(kind('text output twin')).toBe('output-twin')
    expect(kind('js')).toBe('other')
  })

  it('is refused for `live` in another language', () => {
    const found = written(() => kind('tsx live id=a'))
    expect(found).toBe('```ts live id=a')
    expect(written(() => kind('text twin'))).toBe('```text output twin')
  })
})

describe('`jsx live`', () => {
  const jsx = fences(['jsx live noInline', 'render(<b/>)'])

  it('is left to react-live on its own page', () => {
    expect(readSiblings(jsx, { react: true })).toEqual({ examples: [], react: [0] })
  })

  it('is refused everywhere else', () => {
    expect(written(() => readSiblings(jsx, { react: false }))).toBe('```jsx noInline')
  })

  it('has no `ts live` beside it', () => {
    expect(() => readSiblings(fences(['ts live id=a', 'a()'], twin, output), { react: true })).toThrow('`ts live` on')
  })
})

describe('the ids of a page', () => {
  it('are one namespace of headings and examples', () => {
    const ids = new PageIds()
    ids.claim('say-after', 'heading', 3)
    ids.claim('other', 'example', 5)
    expect(errorOf(() => ids.claim('say-after', 'example', 9)).message).toContain('taken by the heading on line 3')
  })
})
