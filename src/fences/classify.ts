import { type Fence, fenceLine } from './fence'
import { FenceError } from './fence-error'
import { type MetaItem, parseMeta } from './meta'

/**
 * What a fence is to us: one of the four that make an example, react-live's `jsx live`, or any other code, which is
 * none of our business.
 */
export type FenceKind = 'live' | 'twin' | 'output' | 'output-twin' | 'react' | 'other'

/** How each of an example's fences begins, in the order in which they stand. */
export const FENCE_FORMS = {
  live: 'ts live',
  twin: 'py twin',
  output: 'text output',
  'output-twin': 'text output twin',
} as const

const OUR_WORDS = ['live', 'output', 'twin'] as const

/**
 * Tells what a fence is by its language and the words of its meta string; words inside quotes do not count. Throws a
 * FenceError for a fence that uses our words in a language in which they mean nothing, since it would silently be
 * shown as plain code.
 */
export function classifyFence(fence: Fence): FenceKind {
  const items = parseMeta(fence.meta)
  const words = items.flatMap((item) => (item.kind === 'word' ? [item.name] : []))
  const ours = OUR_WORDS.filter((word) => words.includes(word))
  if (ours.length === 0) return 'other'
  switch ([fence.lang, ...ours].join(' ')) {
    case 'ts live':
      return 'live'
    case 'py twin':
      return 'twin'
    case 'text output':
      return 'output'
    case 'text output twin':
      return 'output-twin'
    case 'jsx live':
      return 'react'
  }
  throw misplaced(fence, items, ours)
}

function misplaced(fence: Fence, items: readonly MetaItem[], ours: readonly (typeof OUR_WORDS)[number][]): FenceError {
  const meant = ours.includes('live') ? 'live' : ours.includes('output') ? 'output' : 'twin'
  const form = fence.lang === 'text' && meant === 'twin' ? FENCE_FORMS['output-twin'] : FENCE_FORMS[meant]
  const others = items.filter((item) => !(item.kind === 'word' && OUR_WORDS.some((word) => word === item.name)))
  const [lang = '', ...words] = form.split(' ')
  return new FenceError({
    line: fence.line,
    problem: `\`${[fence.lang ?? '', ...ours].join(' ').trim()}\` is no fence of a playground`,
    found: fenceLine(fence.lang, items),
    expected: `${Object.values(FENCE_FORMS)
      .map((each) => `\`${each}\``)
      .join(', ')}, or a fence without the word \`${ours[0]}\``,
    write: fenceLine(lang, [...words.map((raw) => ({ raw })), ...others]),
  })
}
