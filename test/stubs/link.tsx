import type { ReactNode } from 'react'

/** Docusaurus' link, for a site at the root. */
export default function Link({ to, children }: { to: string; children: ReactNode }) {
  return <a href={to}>{children}</a>
}
