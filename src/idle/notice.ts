import styles from './notice.module.css'

export interface Notice {
  readonly lang: string
  /** Names the region for who does not see it. */
  readonly name: string
  readonly text: string
  readonly action: string
  readonly dismiss: string
  readonly onAction: () => void
}

/** A quiet note at the edge of the window, over the page: nothing moves. It is gone when it is answered. */
export function showNotice({ lang, name, text, action, dismiss, onAction }: Notice): void {
  const note = document.createElement('aside')
  note.className = styles.notice ?? ''
  note.lang = lang
  note.setAttribute('aria-label', name)
  const words = document.createElement('p')
  words.textContent = text
  note.append(
    words,
    button(action, styles.action, () => {
      note.remove()
      onAction()
    }),
    button(dismiss, styles.dismiss, () => note.remove()),
  )
  document.body.append(note)
}

function button(text: string, className: string | undefined, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = className ?? ''
  element.textContent = text
  element.addEventListener('click', onClick)
  return element
}
