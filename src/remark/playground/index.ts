import type { Code, Root } from 'mdast'
import type { VFile } from 'vfile'
import { type Example, FenceError } from '../../fences'
import { encodeColours } from '../../highlight/colours'
import { tokenizeLines } from '../../highlight/tokens'
import { normalise, pagePath, REACT_PAGES } from './page-path'
import { type FoundExample, type PageReading, readPage } from './read-page'

/** What a recording hook found out about an example; anything that JSON can hold. */
export type Recording = unknown

export interface PlaygroundOptions {
  /** Paths of the pages, below their locale, where `jsx live` is allowed; `['/react/']` unless given. */
  readonly reactPages?: readonly string[]
  /**
   * Asked for every example of a page, one after another; its answer goes with the example into the page. `compared` is the
   * example of `compare=`.
   */
  readonly record?: (example: Example, compared?: Example) => Promise<Recording>
}

/**
 * Turns each group of fences (`ts live`, `py twin`, `text output`) into one live code block that carries the rest of
 * the example as JSON, and sees to it that our grammar alone decides which other fences are live. A malformed group or
 * a doubled id fails the build with its line and what to write instead. Every block gets its syntax colours, so that
 * the page needs no highlighter.
 *
 * Belongs into `remarkPlugins`: Docusaurus' headings have their ids by then, and `codeCompatPlugin`, which sets `live`
 * from any space-split word of a fence, still comes after it.
 */
export default function playground(options: PlaygroundOptions = {}) {
  const reactPages = (options.reactPages ?? REACT_PAGES).map(normalise)
  return async (tree: Root, file: VFile): Promise<void> => {
    const path = pagePath(file.path ?? '', (file.data.frontMatter as Record<string, unknown> | undefined) ?? {})
    const page = readOrFail(tree, file, reactPages.includes(path))
    const recordings = new Map<FoundExample, Recording>()
    const { record } = options
    if (record)
      for (const found of page.examples) {
        recordings.set(found, await recordOrFail(record, found, comparedWith(found, page, file), file))
      }
    // From the last to the first, since a replacement shifts the siblings behind it.
    for (const found of page.examples.toReversed()) replaceGroup(found, recordings.get(found))
    for (const code of [...page.plain, ...page.react]) colour(code)
    for (const code of page.plain) keepStatic(code)
  }
}

function readOrFail(tree: Root, file: VFile, react: boolean): PageReading {
  try {
    return readPage(tree, { react })
  } catch (error) {
    if (error instanceof FenceError) fail(file, error.line, error.message)
    throw error
  }
}

/** Both runs stand on one axis, so both examples have to be on the page. */
function comparedWith({ example, line }: FoundExample, page: PageReading, file: VFile): Example | undefined {
  if (example.compare === null) return undefined
  const found = page.examples.find((other) => other.example.id === example.compare)
  if (found) return found.example
  const ids = page.examples.map((other) => other.example.id).join(', ')
  return fail(file, line, `compare=${example.compare}: expected the id of an example of this page: ${ids}`)
}

async function recordOrFail(
  record: NonNullable<PlaygroundOptions['record']>,
  { example, line }: FoundExample,
  compared: Example | undefined,
  file: VFile,
): Promise<Recording> {
  try {
    return await record(example, compared)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return fail(file, line, `the example \`${example.id}\` could not be recorded: ${reason}`)
  }
}

function fail(file: VFile, line: number, message: string): never {
  return file.fail(`line ${line}: ${message}`, {
    place: { line, column: 1 },
    source: 'playground',
    ruleId: 'fence',
  })
}

function replaceGroup({ example, parent, from, count }: FoundExample, recording: Recording): void {
  // The code is the block's own text; written once more, it would weigh twice.
  const { code, ...others } = example
  const { twin } = example
  const node: Code = {
    type: 'code',
    lang: 'ts',
    meta: 'live',
    value: code,
    data: {
      hProperties: {
        live: true,
        example: JSON.stringify(others),
        colours: coloursOf(code, 'typescript'),
        ...(twin.kind === 'none' ? {} : { twinColours: coloursOf(twin.code, 'python') }),
        ...(recording === undefined ? {} : { recording: JSON.stringify(recording) }),
      },
    } as NonNullable<Code['data']>,
  }
  const first = parent.children[from]
  const last = parent.children[from + count - 1]
  if (first?.position && last?.position) node.position = { start: first.position.start, end: last.position.end }
  parent.children.splice(from, count, node)
}

/**
 * Docusaurus marks a block as live that has the word anywhere, even in its title. The words cannot change, since they
 * are shown; so the mark is made one that does not take.
 */
function keepStatic(code: Code): void {
  if (!code.meta?.split(' ').includes('live')) return
  Object.defineProperty(hPropertiesOf(code), 'live', { get: () => false, set: () => {}, enumerable: true })
}

function colour(code: Code): void {
  const colours = coloursOf(code.value, code.lang ?? 'text')
  // A block without any colour needs none said.
  if (/[a-z]/.test(colours)) hPropertiesOf(code).colours = colours
}

function coloursOf(code: string, language: string): string {
  return encodeColours(tokenizeLines(code, language))
}

/** What the code block's component will get, to be added to. */
function hPropertiesOf(code: Code): Record<string, unknown> {
  const hProperties: Record<string, unknown> = { ...code.data?.hProperties }
  code.data = { ...code.data, hProperties } as NonNullable<Code['data']>
  return hProperties
}
