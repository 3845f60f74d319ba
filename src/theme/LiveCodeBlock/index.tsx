import type { Props } from '@theme/LiveCodeBlock'
import CodeBlock from '@theme-init/CodeBlock'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import Playground from '../../components/Playground'
import type { Example } from '../../fences/example'

// react-live weighs as much as half a page, so only the page that shows `jsx live` loads it.
const OriginalLiveCodeBlock = lazy(() => import('@theme-original/LiveCodeBlock'))

/** A `ts live` group, which the remark plugin leaves as one JSON attribute, is our playground; `jsx live` is as ever. */
export default function LiveCodeBlock({ example, ...props }: Props & { example?: string }): ReactNode {
  const parsed = useMemo(() => (example === undefined ? null : (JSON.parse(example) as Example)), [example])
  if (parsed) return <Playground example={parsed} />
  return (
    <Suspense fallback={<CodeBlock {...props} />}>
      <OriginalLiveCodeBlock {...props} />
    </Suspense>
  )
}
