import { FENCE_FORMS, type FenceKind } from './classify'
import type { Example, Speed, Twin, View } from './example'
import type { Fence } from './fence'
import { FenceError } from './fence-error'
import { refuseMagicComments } from './magic-comments'
import { formatOption } from './meta'
import { kebab, LIVE_OPTIONS, readPrediction, TWIN_OPTIONS } from './options'
import { type FenceReading, foundLine, lineWith, lineWithout, readFence } from './read-fence'

/** The kinds of fence that make an example, in the order in which they stand. */
export type PartKind = Extract<FenceKind, 'live' | 'twin' | 'output' | 'output-twin'>

/** A fence of a group, with what it was classified as. */
export interface Part {
  readonly kind: PartKind
  readonly fence: Fence
}

const ORDER: readonly PartKind[] = ['live', 'twin', 'output', 'output-twin']
const DEFAULT_START = '09:00:00'

/** Reads a group of adjacent fences as one example, or throws a FenceError for the first thing that is wrong. */
export function parseGroup(parts: readonly Part[]): Example {
  const { live, twin, output, outputTwin } = inOrder(parts)
  const { options, highlight } = readLive(live)
  const predict = readPrediction(options.get('predict') ?? '')
  if (twin) refuseMagicComments(twin, FENCE_FORMS.twin)
  return {
    id: options.get('id') ?? '',
    title: options.get('title') ?? null,
    view: (options.get('view') as View | undefined) ?? 'output',
    start: options.get('start') ?? DEFAULT_START,
    speed: (options.get('speed') as Speed | undefined) ?? '1',
    clock: options.has('clock') ? 'wall' : 'virtual',
    ...(options.has('record') ? { record: 'off' } : null),
    compare: options.get('compare') ?? null,
    expect: options.has('expect') ? 'error' : 'success',
    ...(predict === null ? null : { predict }),
    highlight,
    code: live.code,
    twin: readTwin(live, options, twin),
    output: readOutput(live, options, output).code,
    outputTwin: readOutputTwin(options, output, outputTwin),
  }
}

interface Ordered {
  readonly live: Fence
  readonly twin: Fence | undefined
  readonly output: Fence | undefined
  readonly outputTwin: Fence | undefined
}

function inOrder(parts: readonly Part[]): Ordered {
  const [first] = parts
  if (first === undefined) throw new Error('a group has at least one fence')
  if (first.kind !== 'live') throw orphan(first)
  let reached = 0
  for (const part of parts.slice(1)) {
    const place = ORDER.indexOf(part.kind)
    const form = FENCE_FORMS[part.kind]
    if (place === reached) {
      throw new FenceError({
        line: part.fence.line,
        problem: `a second \`${form}\` in one playground`,
        found: foundLine(part.fence),
        expected: 'one of each',
        write: `one \`${form}\`, or a \`ts live\` before this one`,
      })
    }
    if (place < reached) throw disorder(parts, part)
    reached = place
  }
  const find = (kind: PartKind) => parts.find((part) => part.kind === kind)?.fence
  return { live: first.fence, twin: find('twin'), output: find('output'), outputTwin: find('output-twin') }
}

function orphan({ kind, fence }: Part): FenceError {
  return new FenceError({
    line: fence.line,
    problem: `\`${FENCE_FORMS[kind]}\` without a \`ts live\``,
    found: foundLine(fence),
    expected: 'a `ts live` group directly before it, with nothing but blank lines between its fences',
    write: `\`\`\`ts live id=name-of-the-example\n…\n\`\`\`\n\n${foundLine(fence)}`,
  })
}

function disorder(parts: readonly Part[], part: Part): FenceError {
  const kinds = ORDER.filter((kind) => parts.some((each) => each.kind === kind))
  return new FenceError({
    line: part.fence.line,
    problem: `\`${FENCE_FORMS[part.kind]}\` in the wrong place`,
    found: parts.map((each) => `\`${FENCE_FORMS[each.kind]}\``).join(', '),
    expected: 'the fences in their order',
    write: kinds.map((kind) => `\`${FENCE_FORMS[kind]}\``).join(', '),
  })
}

function readLive(live: Fence): FenceReading {
  refuseMagicComments(live, FENCE_FORMS.live)
  const reading = readFence(live, { form: FENCE_FORMS.live, options: LIVE_OPTIONS, highlights: true })
  const { options } = reading
  const fail = (problem: string, expected: string, write: string) =>
    new FenceError({ line: live.line, problem, found: foundLine(live), expected, write })
  if (!options.has('id')) {
    const id = kebab(options.get('title') ?? '') ?? 'name-of-the-example'
    throw fail(
      '`ts live` without an id',
      'id=…, the same in both locales and in no other example',
      lineWith(live, `id=${id}`),
    )
  }
  if (live.code.trim() === '') {
    throw fail(
      '`ts live` without a program',
      'TypeScript between the fences',
      `${foundLine(live)}\nconsole.log('hello')`,
    )
  }
  if (options.get('compare') === options.get('id')) {
    throw fail('an example is compared with itself', "compare=<another example's id>", lineWithout(live, 'compare'))
  }
  if (options.has('record') && (options.has('view') || options.has('compare') || !options.has('clock'))) {
    throw fail(
      '`record=off` beside what shows a recorded run',
      'record=off only with clock=wall, for a program that measures, and without view and compare',
      lineWith(live, 'clock=wall'),
    )
  }
  if (options.has('twin') && !options.has('reason')) {
    throw fail(
      '`twin=none` without a reason',
      'reason="…", which the page shows',
      lineWith(live, 'reason="Python has no counterpart of …"'),
    )
  }
  if (options.has('reason') && !options.has('twin')) {
    throw fail('`reason` without `twin=none`', 'a reason only for a missing twin', lineWithout(live, 'reason'))
  }
  return reading
}

function readTwin(live: Fence, options: FenceReading['options'], twin: Fence | undefined): Twin {
  const reason = options.get('reason')
  if (twin === undefined) {
    if (reason !== undefined) return { kind: 'none', reason }
    throw new FenceError({
      line: live.line,
      problem: '`ts live` without its twin in Python',
      found: foundLine(live),
      expected: 'a `py twin` after it, with only blank lines between, or twin=none with a reason',
      write: `\`\`\`py twin\n…\n\`\`\`\nor ${lineWith(live, 'twin=none', formatOption('reason', 'Python has no counterpart of …'))}`,
    })
  }
  const { options: given } = readFence(twin, { form: FENCE_FORMS.twin, options: TWIN_OPTIONS, highlights: false })
  if (reason !== undefined) {
    throw new FenceError({
      line: twin.line,
      problem: '`py twin` beside `twin=none`',
      found: foundLine(live),
      expected: 'either the twin or twin=none',
      write: lineWithout(live, 'twin', 'reason'),
    })
  }
  if (twin.code.trim() === '') {
    throw new FenceError({
      line: twin.line,
      problem: '`py twin` without a program',
      found: foundLine(twin),
      expected: 'Python between the fences',
      write: `${foundLine(twin)}\nprint('hello')`,
    })
  }
  const version = given.get('recorded')
  return version === undefined ? { kind: 'checked', code: twin.code } : { kind: 'recorded', version, code: twin.code }
}

function readOutput(live: Fence, options: FenceReading['options'], output: Fence | undefined): Fence {
  if (output === undefined) {
    throw new FenceError({
      line: live.line,
      problem: '`ts live` without its output',
      found: foundLine(live),
      expected: `a \`text output\` directly after ${options.has('twin') ? 'it' : 'its twin'}`,
      write: '```text output\nwhat the program prints, line by line\n```',
    })
  }
  readFence(output, { form: FENCE_FORMS.output, options: {}, highlights: false })
  if (options.has('expect') && output.code.trim() === '') {
    throw new FenceError({
      line: output.line,
      problem: '`expect=error` with an empty output',
      found: foundLine(output),
      expected: 'the error as the last line',
      write: `${foundLine(output)}\nRuntimeError: its message`,
    })
  }
  return output
}

function readOutputTwin(
  options: FenceReading['options'],
  output: Fence | undefined,
  outputTwin: Fence | undefined,
): string | null {
  if (outputTwin === undefined) return null
  readFence(outputTwin, { form: FENCE_FORMS['output-twin'], options: {}, highlights: false })
  const fail = (problem: string, expected: string) =>
    new FenceError({
      line: outputTwin.line,
      problem,
      found: foundLine(outputTwin),
      expected,
      write: 'the group without this fence',
    })
  if (options.has('twin')) throw fail('`text output twin` without a twin', 'what the twin prints, where there is one')
  if (outputTwin.code === output?.code) {
    throw fail('`text output twin` equals `text output`', 'what the twin prints, only where it prints otherwise')
  }
  return outputTwin.code
}
