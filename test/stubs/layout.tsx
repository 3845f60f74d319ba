import type { ReactNode } from 'react'

/** The theme's layout: what stands within it. */
export default function Layout({ children }: { children: ReactNode }) {
  return <>{children}</>
}
