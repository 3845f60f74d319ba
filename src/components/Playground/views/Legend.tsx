import type { TraceEvent } from 'asyncio-ts/trace'
import type { ReactNode } from 'react'
import type { View } from '../../../fences/example'
import { legendOf } from '../../../views/recorded'
import type { Words } from '../../../views/words'

/** What the signs of a picture mean. */
export default function Legend(props: {
  readonly view: View
  readonly events: readonly TraceEvent[]
  readonly words: Words
}): ReactNode {
  const { view, events, words } = props
  if (view === 'output') return null
  return (
    <p className="view-legend">
      {legendOf(view, events).map((key) => (
        <span key={key} data-key={key}>
          {words.legend[key]}
        </span>
      ))}
    </p>
  )
}
