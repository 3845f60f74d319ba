import Link from '@docusaurus/Link'
import { useThemeConfig } from '@docusaurus/theme-common'
import useBaseUrl from '@docusaurus/useBaseUrl'
import Mark from '@site/src/components/figures/Mark'
import type { Props } from '@theme/Logo'
import type { ReactNode } from 'react'

/** The wordmark. The mark is drawn in place, instead of one picture a theme. */
export default function Logo({ className = '', imageClassName, titleClassName }: Props): ReactNode {
  const { navbar } = useThemeConfig()
  const home = useBaseUrl('/')
  return (
    <Link to={home} className={className}>
      <span className={imageClassName}>
        <Mark size={28} />
      </span>
      <b className={titleClassName}>{navbar.title}</b>
    </Link>
  )
}
