import type { Code, Heading, Nodes, Parents, RootContent } from 'mdast'
import { type Example, type Fence, PageIds, readSiblings } from '../../fences'

/** An example in a page's tree: `count` children of `parent`, from index `from`. */
export interface FoundExample {
  readonly example: Example
  /** The line of its `ts live`, counted from 1. */
  readonly line: number
  readonly parent: Parents
  readonly from: number
  readonly count: number
}

export interface FoundHeading {
  /** As an anchor; null when the heading has no explicit id (and nothing has made one yet). */
  readonly id: string | null
  readonly depth: number
  readonly text: string
  readonly line: number
}

export interface PageReading {
  /** In the order of the page, at whatever depth. */
  readonly examples: readonly FoundExample[]
  readonly headings: readonly FoundHeading[]
  /** `jsx live` fences, which stay react-live's. */
  readonly react: readonly Code[]
  /** All the code blocks that belong to no example and are not live. */
  readonly plain: readonly Code[]
}

/**
 * Finds what a page of Markdown has that we answer for. Throws a FenceError for a malformed group and for an id that
 * two things of the page share.
 */
export function readPage(root: Parents, { react }: { react: boolean }): PageReading {
  const page = {
    examples: [] as FoundExample[],
    headings: [] as FoundHeading[],
    react: [] as Code[],
    plain: [] as Code[],
  }
  const ids = new PageIds()

  function readChildren(parent: Parents): void {
    const children: readonly RootContent[] = parent.children
    const found = readSiblings(
      children.map((child) => (child.type === 'code' ? fenceOf(child) : null)),
      { react },
    )
    let grouped = 0
    for (const [index, child] of children.entries()) {
      const placed = found.examples.find(({ from }) => from === index)
      if (placed) {
        ids.claim(placed.example.id, 'example', placed.line)
        page.examples.push({ ...placed, parent })
        grouped = index + placed.count
      }
      if (index < grouped) continue
      if (child.type === 'code') {
        page[found.react.includes(index) ? 'react' : 'plain'].push(child)
      } else if (child.type === 'heading') {
        const heading = headingOf(child)
        // The theme gives the title of a page no anchor.
        if (heading.id !== null && heading.depth > 1) ids.claim(heading.id, 'heading', heading.line)
        page.headings.push(heading)
      } else if ('children' in child) {
        readChildren(child)
      }
    }
  }

  readChildren(root)
  return page
}

function fenceOf(node: Code): Fence {
  return {
    lang: node.lang ?? null,
    meta: node.meta ?? null,
    code: node.value.replace(/\r\n?/g, '\n'),
    line: lineOf(node),
  }
}

function headingOf(node: Heading): FoundHeading {
  const written = textOf(node)
  const explicit = /\s*\{#([^{}\s]+)\}$/.exec(written)
  const text = explicit ? written.slice(0, explicit.index) : written
  // Docusaurus' own plugin has moved the id out of the text when we run after it.
  const given = (node.data as { id?: unknown } | undefined)?.id
  const id = typeof given === 'string' ? given : (explicit?.[1] ?? null)
  return { id, depth: node.depth, text, line: lineOf(node) }
}

function textOf(node: Nodes): string {
  if ('children' in node) return node.children.map(textOf).join('')
  return 'value' in node && (node.type === 'text' || node.type === 'inlineCode') ? node.value : ''
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 0
}
