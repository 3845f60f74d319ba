import { describe, expect, it } from 'vitest'
import { collectExamples } from './collect'
import { pagePath } from './page-path'

const PAGE = `---
title: Generators
slug: /generators/
tags: [python, yield]
---

import Thing from '@site/src/components/Thing'

# Generators

## What \`yield\` does {#what-yield-does}

:::note[A note]

### Inside *a note* \\{#inside}

:::

\`\`\`ts live id=first
a()
\`\`\`

\`\`\`py twin
a()
\`\`\`

\`\`\`text output
a
\`\`\`

<Thing>

## Without an id

</Thing>
`

describe('collectExamples', () => {
  const page = collectExamples(PAGE, 'docs/generators.md')

  it('reads the front matter', () => {
    expect(page.frontMatter).toEqual({ title: 'Generators', slug: '/generators/', tags: ['python', 'yield'] })
    expect(page.path).toBe('/generators/')
  })

  it('finds headings at any depth with their ids, text and lines', () => {
    expect(page.headings).toEqual([
      { id: null, depth: 1, text: 'Generators', line: 9 },
      { id: 'what-yield-does', depth: 2, text: 'What yield does', line: 11 },
      { id: 'inside', depth: 3, text: 'Inside a note', line: 15 },
      { id: null, depth: 2, text: 'Without an id', line: 33 },
    ])
  })

  it('finds examples with the line of their fence', () => {
    expect(page.examples.map(({ example, line }) => [example.id, line])).toEqual([['first', 19]])
  })

  it('tells file and line of what does not parse', () => {
    expect(() => collectExamples('Text.\n\n<Open>\n', 'docs/a.md')).toThrow(/^docs\/a\.md:3: /)
    expect(() => collectExamples('Text.\n\n```ts live\na()\n```\n', 'docs/a.md')).toThrow(/^docs\/a\.md:3: `ts live`/)
  })
})

describe("a page's path", () => {
  it.each([
    ['docs/generators.md', {}, '/generators/'],
    ['docs/02-generators.mdx', {}, '/generators/'],
    ['docs/reference/index.md', {}, '/reference/'],
    ['docs/reference/sources.md', { slug: 'books' }, '/reference/books/'],
    ['docs/react.mdx', { slug: '/react' }, '/react/'],
    ['src/pages/index.mdx', {}, '/'],
    ['/site/i18n/zh-Hans/docusaurus-plugin-content-docs/current/generators.md', {}, '/generators/'],
    ['/site/i18n/zh-Hans/docusaurus-plugin-content-pages/index.mdx', {}, '/'],
    ['/home/me/docs/site/docs/generators.md', {}, '/generators/'],
    ['C:\\site\\docs\\generators.md', {}, '/generators/'],
  ])('of %s with %j is %s', (file, frontMatter, path) => {
    expect(pagePath(file, frontMatter)).toBe(path)
  })
})
