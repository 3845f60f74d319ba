import { classifyFence } from './classify'
import type { Example } from './example'
import type { Fence } from './fence'
import { FenceError } from './fence-error'
import { type Part, parseGroup } from './parse-group'
import { foundLine } from './read-fence'

/** An example among its siblings: it takes `count` of them, from index `from`. */
export interface PlacedExample {
  readonly example: Example
  /** The line of its `ts live`, counted from 1. */
  readonly line: number
  readonly from: number
  readonly count: number
}

export interface SiblingsReading {
  readonly examples: readonly PlacedExample[]
  /** The indexes of `jsx live` fences, which stay react-live's. */
  readonly react: readonly number[]
}

/**
 * Finds the examples among the children of one parent. `siblings` has a fence where a child is one, and null for
 * anything else, which separates groups. On the page of React (`react`) only `jsx live` may be live; everywhere else
 * only `ts live` may, since react-live needs a policy that no other page has.
 */
export function readSiblings(siblings: readonly (Fence | null)[], { react }: { react: boolean }): SiblingsReading {
  const groups: { from: number; parts: Part[] }[] = []
  const reactFences: number[] = []
  let open = false
  for (const [index, fence] of siblings.entries()) {
    const kind = fence === null ? 'other' : classifyFence(fence)
    if (fence === null || kind === 'other' || kind === 'react') {
      open = false
      if (fence !== null && kind === 'react') {
        if (!react) throw reactElsewhere(fence)
        reactFences.push(index)
      }
      continue
    }
    if (kind === 'live' && react) throw liveOnReactPage(fence)
    const last = groups.at(-1)
    if (open && kind !== 'live' && last) last.parts.push({ kind, fence })
    else groups.push({ from: index, parts: [{ kind, fence }] })
    open = true
  }
  const examples = groups.map(({ from, parts }) => ({
    example: parseGroup(parts),
    line: parts[0]?.fence.line ?? 0,
    from,
    count: parts.length,
  }))
  return { examples, react: reactFences }
}

function reactElsewhere(fence: Fence): FenceError {
  return new FenceError({
    line: fence.line,
    problem: '`jsx live` outside the page of React components',
    found: foundLine(fence),
    expected: '`jsx live` on /react/ alone: no other page may evaluate code in itself',
    write: foundLine({ ...fence, meta: withoutLive(fence.meta) }),
  })
}

function liveOnReactPage(fence: Fence): FenceError {
  return new FenceError({
    line: fence.line,
    problem: '`ts live` on the page of React components',
    found: foundLine(fence),
    expected: '`jsx live`, or plain code: the policy of this page does not guard a playground',
    write: '```ts',
  })
}

function withoutLive(meta: string | null): string | null {
  const rest = (meta ?? '').replace(/(^|\s)live(?=\s|$)/, '$1').trim()
  return rest === '' ? null : rest
}
