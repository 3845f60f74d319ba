import type { Props } from '@theme/LiveCodeBlock'
import CodeBlock from '@theme-init/CodeBlock'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import Playground from '../../components/Playground'
import type { Example } from '../../fences/example'
import type { Recording } from '../../fences/recording'

// react-live weighs as much as half a page, so only the page that shows `jsx live` loads it.
const OriginalLiveCodeBlock = lazy(() => import('@theme-original/LiveCodeBlock'))

type LiveProps = Props & { readonly [fromRemark in 'example' | 'colours' | 'twinColours' | 'recording']?: string }

/** A `ts live` group is our playground: the remark plugin left its code, and the rest as JSON. `jsx live` is as ever. */
export default function LiveCodeBlock({
  example: rest,
  colours,
  twinColours,
  recording,
  ...props
}: LiveProps): ReactNode {
  const code = String(props.children).replace(/\n$/, '')
  const example = useMemo(() => rest && ({ code, ...JSON.parse(rest) } as Example), [code, rest])
  const recorded = useMemo(() => (recording ? (JSON.parse(recording) as Recording) : undefined), [recording])
  if (example) return <Playground example={example} {...{ colours, twinColours }} recording={recorded} />
  return (
    <Suspense fallback={<CodeBlock {...props} {...{ colours }} />}>
      <OriginalLiveCodeBlock {...props} />
    </Suspense>
  )
}
