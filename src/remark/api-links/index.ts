import type { InlineCode, Link, Parent, PhrasingContent, Root, Table } from 'mdast'
import type { VFile } from 'vfile'
import { normalise, pagePath } from '../playground/page-path'

export interface ApiLinksOptions {
  /** The path, below its locale, of the page that is linked. */
  readonly page: string
  /** Where the reference speaks of what a piece of code names; undefined where it does not. */
  readonly hrefOf: (code: string) => string | undefined
}

/** The heading of the columns that say how a name is written here. */
const OURS = 'asyncio-ts'

/**
 * On the page that maps asyncio to asyncio-ts, links each name of ours to its place in the API reference: in the columns
 * that say how it is written, and where a text alone names it, the first time. Python's own column stays as it is.
 */
export default function apiLinks({ page, hrefOf }: ApiLinksOptions) {
  return (tree: Root, file: VFile): void => {
    const path = pagePath(file.path ?? '', (file.data.frontMatter as Record<string, unknown> | undefined) ?? {})
    if (path !== normalise(page)) return
    const linked = new Set<string>()
    const link = (code: InlineCode): Link | null => {
      const href = hrefOf(code.value)
      if (href === undefined) return null
      linked.add(href)
      return { type: 'link', url: href, children: [code] }
    }
    const tables = tree.children.filter((node) => node.type === 'table')
    for (const table of tables) for (const cell of ownCells(table)) replaceCode(cell, link)
    const once = (code: InlineCode) => {
      const href = /^\w+(?:\(.*\))?$/.test(code.value) ? hrefOf(code.value) : undefined
      return href === undefined || linked.has(href) ? null : link(code)
    }
    for (const node of tree.children) {
      if (node.type === 'table') for (const cell of remarkCells(node)) replaceCode(cell, once)
      else if (node.type === 'paragraph') replaceCode(node, once)
    }
  }
}

/** Which of a table's columns are ours; one whose first column is Python's and that has none of ours has none. */
function ownColumn(table: Table): number {
  return (table.children[0]?.children ?? []).findIndex((cell) => {
    const [text] = cell.children
    return text?.type === 'text' && text.value === OURS
  })
}

function ownCells(table: Table): readonly Parent[] {
  const column = ownColumn(table)
  return table.children.slice(1).flatMap(({ children }) => children[column] ?? [])
}

/** The cells behind ours, which say what there is to know. */
function remarkCells(table: Table): readonly Parent[] {
  const column = ownColumn(table)
  return column === -1 ? [] : table.children.slice(1).flatMap(({ children }) => children.slice(column + 1))
}

function replaceCode(parent: Parent, linkOf: (code: InlineCode) => Link | null): void {
  parent.children = parent.children.map((node) => {
    if (node.type === 'inlineCode') return linkOf(node) ?? node
    // A link within a link there cannot be.
    if ('children' in node && node.type !== 'link') replaceCode(node as Parent & PhrasingContent, linkOf)
    return node
  })
}
