import type { ReactNode } from 'react'

/** 16 px line icons, drawn on one grid. They are decoration: the button carries the name. */
function icon(children: ReactNode): () => ReactNode {
  return () => (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export const RunIcon = icon(<path d="M4.5 3v10l8-5z" fill="currentColor" />)
export const StopIcon = icon(<rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor" />)
export const ResetIcon = icon(<path d="M3 3v3.5h3.5M3.4 6.3A5 5 0 1 1 3 9" />)
export const CopyIcon = icon(
  <>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M3.2 10.5A1.2 1.2 0 0 1 2.5 9.4V4A1.5 1.5 0 0 1 4 2.5h5.4a1.2 1.2 0 0 1 1.1.7" />
  </>,
)
export const ShareIcon = icon(
  <path d="M6.5 9.5a2.8 2.8 0 0 0 4 0l2-2a2.83 2.83 0 0 0-4-4l-.8.8M9.5 6.5a2.8 2.8 0 0 0-4 0l-2 2a2.83 2.83 0 0 0 4 4l.8-.8" />,
)
export const OpenIcon = icon(
  <path d="M9.5 3H13v3.5M13 3 7.5 8.5M6.5 3.5H4A1.5 1.5 0 0 0 2.5 5v7A1.5 1.5 0 0 0 4 13.5h7a1.5 1.5 0 0 0 1.5-1.5V9.5" />,
)
export const DoneIcon = icon(<path d="m3 8.5 3.2 3.2L13 4.8" />)
