import type { ReactNode } from 'react'

interface Props {
  /** How often control changes sides. */
  readonly hops: number
  /** At which hop (from 0) the bead is; null: nobody has it. */
  readonly bead: number | null
  readonly className?: string | undefined
}

const STEP = 48
const TOP = 10
const BOTTOM = 22

/**
 * The motif of the book: two coroutines as two strands, and the bead that they pass back and forth. Dark is who runs,
 * pale is who waits. A picture without words: it is hidden from assistive technology.
 */
export default function Strands({ hops, bead, className }: Props): ReactNode {
  const width = STEP * (hops + 1)
  const at = (hop: number) => STEP * (hop + 1)
  let running = `M4 ${TOP}`
  let waiting = `M4 ${BOTTOM}`
  for (let hop = 0; hop < hops; hop++) {
    const [from, to] = hop % 2 === 0 ? [TOP, BOTTOM] : [BOTTOM, TOP]
    const x = at(hop)
    running += `H${x - 8}C${x} ${from} ${x} ${to} ${x + 8} ${to}`
    waiting += `H${x - 8}M${x + 8} ${from}`
  }
  running += `H${width - 4}`
  waiting += `H${width - 4}`
  return (
    <svg
      className={className}
      viewBox={`0 0 ${width} 32`}
      fill="none"
      strokeWidth="2.5"
      strokeLinecap="round"
      aria-hidden
    >
      <path d={waiting} stroke="currentColor" opacity="0.28" />
      <path d={running} stroke="currentColor" />
      {bead !== null && <circle cx={at(bead)} cy="16" r="4.5" fill="var(--c-accent)" />}
    </svg>
  )
}
