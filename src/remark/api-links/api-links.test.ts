import type { PhrasingContent, Root, Table, TableRow } from 'mdast'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import apiLinks from '.'

const text = (value: string): PhrasingContent => ({ type: 'text', value })
const code = (value: string): PhrasingContent => ({ type: 'inlineCode', value })
const row = (...cells: PhrasingContent[][]): TableRow => ({
  type: 'tableRow',
  children: cells.map((children) => ({ type: 'tableCell', children })),
})
const table = (...children: TableRow[]): Table => ({ type: 'table', children })

const HREFS = new Map([
  ['Event', '/api/#Event'],
  ['Options', '/api/#Options'],
])

/** The texts of all links of the page, in order. */
function linksOf(tree: Root, path = 'docs/reference/python-map.md'): readonly string[] {
  const hrefOf = (each: string) => HREFS.get(/^(?:new )?(\w+)/.exec(each)?.[1] ?? '')
  apiLinks({ page: '/reference/python-map/', hrefOf })(tree, new VFile({ path }))
  const found: string[] = []
  const visit = (node: { type: string; children?: readonly unknown[]; value?: string }, within: boolean): void => {
    if (node.type === 'inlineCode' && within) found.push(node.value ?? '')
    for (const child of node.children ?? []) visit(child as typeof node, within || node.type === 'link')
  }
  visit(tree, false)
  return found
}

const tableOf = (...remark: PhrasingContent[]) =>
  table(
    row([text('asyncio')], [text('asyncio-ts')], [text('To know')]),
    row([code('Event')], [code('new Event()')], remark),
  )

test('a name of ours is linked where it is written, and Python’s is not', () => {
  expect(linksOf({ type: 'root', children: [tableOf()] })).toEqual(['new Event()'])
})

test('what a remark or a paragraph names is linked the first time, and only what no table links', () => {
  const paragraph = { type: 'paragraph', children: [code('Options'), code('Event'), code('unknown')] } as const
  const tree: Root = {
    type: 'root',
    children: [tableOf(code('Event'), code('Options')), { ...paragraph, children: [...paragraph.children] }],
  }
  expect(linksOf(tree)).toEqual(['new Event()', 'Options'])
})

test('a table without a column of ours has no links', () => {
  const absent = table(row([text('asyncio')], [text('Why')]), row([code('Event')], [code('Event')]))
  expect(linksOf({ type: 'root', children: [absent] })).toEqual([])
})

test('other pages are left alone', () => {
  expect(linksOf({ type: 'root', children: [tableOf()] }, 'docs/tasks.md')).toEqual([])
})
