import ChapterMap from '@site/src/components/ChapterMap'
import CallAndResume from '@site/src/components/figures/CallAndResume'
import WaysToWait from '@site/src/components/figures/WaysToWait'
import PutRight from '@site/src/components/PutRight'
import { Step, Steps } from '@site/src/components/Steps'
import WideTable from '@site/src/components/WideTable'
import Original from '@theme-original/MDXComponents'
import { lazy } from 'react'

/** Used on one page only, so no other carries it. */
const YourCopy = lazy(() => import('@site/src/components/YourCopy'))

/** What chapters and pages may use without an import. */
export default { ...Original, CallAndResume, ChapterMap, PutRight, Step, Steps, WaysToWait, YourCopy, table: WideTable }
