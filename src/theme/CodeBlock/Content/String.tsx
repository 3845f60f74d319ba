import { Colours } from '@site/src/components/HighlightedCode/ordinary'
import type { Props } from '@theme/CodeBlock/Content/String'
import Original from '@theme-original/CodeBlock/Content/String'
import type { ReactNode } from 'react'

/** An ordinary block, as Docusaurus makes it but for its colours, which the remark plugin computed. */
export default function StringContent({ colours = '', ...props }: Props & { colours?: string }): ReactNode {
  return (
    <Colours value={colours}>
      <Original {...props} />
    </Colours>
  )
}
