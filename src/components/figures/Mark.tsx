import type { ReactNode } from 'react'

/** The logo, drawn in place so that it follows the theme without a request. The same shape as static/img/logo.svg. */
export default function Mark({ size }: { readonly size: number }): ReactNode {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} fill="none" aria-hidden>
      <g stroke="currentColor" strokeWidth="3" strokeLinecap="round">
        <path opacity="0.35" d="M3 22.5H9.5M22.5 9.5H29" />
        <path d="M3 9.5H8.5C16 9.5 16 22.5 23.5 22.5H29" />
      </g>
      <circle cx="16" cy="16" r="5" fill="var(--c-accent)" />
    </svg>
  )
}
