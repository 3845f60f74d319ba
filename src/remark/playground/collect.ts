import matter from '@11ty/gray-matter'
import type { Root } from 'mdast'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { type Example, FenceError } from '../../fences'
import { pagePath, REACT_PAGES } from './page-path'
import { type FoundHeading, readPage } from './read-page'

/** What the tests of the content look at in one page. */
export interface CollectedPage {
  /** The page's path below its locale, such as `/generators/`. */
  readonly path: string
  readonly frontMatter: Readonly<Record<string, unknown>>
  /** In the order of the page, each with the line of its `ts live`, counted from 1. */
  readonly examples: readonly { readonly example: Example; readonly line: number }[]
  readonly headings: readonly FoundHeading[]
  /** The `jsx live` fences of the page of React components. */
  readonly react: readonly { readonly code: string; readonly line: number }[]
}

/** A parser of Markdown as our pages have it: MDX, with front matter and directives. */
export function createMarkdownParser(): { parse(markdown: string): Root } {
  const processor = unified().use(remarkParse).use(remarkMdx).use(remarkFrontmatter).use(remarkDirective).freeze()
  return { parse: (markdown) => processor.parse(escapeHeadingIds(markdown)) }
}

const parser = createMarkdownParser()

/**
 * Reads a page's examples and headings as the build does, without Docusaurus. Throws an Error that begins with
 * `file:line:` for whatever would fail the build in our plugin.
 *
 * `filePath` is for messages, and for the page's path where its front matter has no slug.
 */
export function collectExamples(markdown: string, filePath: string): CollectedPage {
  const frontMatter = readFrontMatter(markdown, filePath)
  const path = pagePath(filePath, frontMatter)
  const tree = parse(markdown, filePath)
  try {
    const page = readPage(tree, { react: REACT_PAGES.includes(path) })
    return {
      path,
      frontMatter,
      examples: page.examples.map(({ example, line }) => ({ example, line })),
      headings: page.headings,
      react: page.react.map((code) => ({ code: code.value, line: code.position?.start.line ?? 0 })),
    }
  } catch (error) {
    if (error instanceof FenceError) throw new Error(`${filePath}:${error.line}: ${error.message}`, { cause: error })
    throw error
  }
}

function readFrontMatter(markdown: string, filePath: string): Record<string, unknown> {
  try {
    // The empty options switch off its cache, which would hand the same object to everybody.
    return matter(markdown, {}).data
  } catch (error) {
    throw new Error(`${filePath}:1: ${(error as Error).message}`, { cause: error })
  }
}

function parse(markdown: string, filePath: string): Root {
  try {
    return parser.parse(markdown)
  } catch (error) {
    const { line, message } = error as { line?: number; message: string }
    // An unclosed tag is reported at the end of the file, with its own place only in words.
    const place = line ?? /\((\d+):\d+/.exec(message)?.[1] ?? 1
    throw new Error(`${filePath}:${place}: ${message}`, { cause: error })
  }
}

/**
 * MDX takes `{#id}` for an expression that does not parse; Docusaurus escapes it in headings before (its option
 * `mdx1Compat.headingIds`), and so do we. Lines keep their numbers.
 */
function escapeHeadingIds(markdown: string): string {
  return markdown.replace(/^(#{1,6}[ \t].*?)\\?\{#/gm, '$1\\{#')
}
