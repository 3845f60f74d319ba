import type { ReactNode } from 'react'
import type { View } from '../../../fences/example'
import { LEGENDS } from '../../../views/recorded'
import type { Words } from '../../../views/words'

/** What the signs of a picture mean. */
export default function Legend({ view, words }: { readonly view: View; readonly words: Words }): ReactNode {
  if (view === 'output' || view === 'source') return null
  return (
    <p className="view-legend">
      {LEGENDS[view].map((key) => (
        <span key={key} data-key={key}>
          {words.legend[key]}
        </span>
      ))}
    </p>
  )
}
