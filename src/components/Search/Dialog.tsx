import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { SearchClient } from '../../search/client'
import dialogStyles from './Dialog.module.css'
import Lens from './Lens'
import Results, { hitsOf, optionId } from './Results'
import { slashIsOn, turnSlash } from './shortcut'
import { type Strings, useStrings } from './strings'

let client: SearchClient | null = null

/** Fetches what the search needs, ahead of its use. One client serves as long as the document lives. */
export function prepare(file: string): SearchClient {
  client ??= new SearchClient(file)
  client.start()
  return client
}

interface Props {
  readonly file: string
  readonly onClose: () => void
}

/** The search: a text field that commands a list, within the browser's own modal dialog. */
export default function Dialog({ file, onClose }: Props): ReactNode {
  const strings = useStrings()
  const [search] = useState(() => prepare(file))
  const { status, query, pages } = useSyncExternalStore(
    (listener) => search.subscribe(listener),
    () => search.state,
  )
  const dialog = useRef<HTMLDialogElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const list = useId()
  const hits = hitsOf(pages)
  // The place in the list belongs to one answer; another begins at its first.
  const [place, setPlace] = useState({ pages, at: 0 })
  const at = place.pages === pages ? place.at : 0
  const active = hits.length > 0 ? optionId(list, at) : undefined

  useEffect(() => {
    dialog.current?.showModal()
    input.current?.select()
  }, [])
  useEffect(() => {
    if (active) document.getElementById(active)?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    // While Chinese is being composed, these keys belong to the input method.
    if (event.nativeEvent.isComposing || hits.length === 0) return
    if (step !== undefined) {
      event.preventDefault()
      setPlace({ pages, at: (at + step + hits.length) % hits.length })
    } else if (event.key === 'Enter' && active) {
      event.preventDefault()
      document.getElementById(active)?.click()
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; on the keyboard Escape does
    <dialog
      ref={dialog}
      aria-label={strings.dialog}
      className={dialogStyles.dialog}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div className={dialogStyles.field}>
        <Lens />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={strings.input}
          aria-autocomplete="list"
          aria-expanded={hits.length > 0}
          aria-controls={list}
          aria-activedescendant={active}
          placeholder={strings.input}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          defaultValue={query ?? ''}
          onChange={(event) => search.ask(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="button" className={dialogStyles.close} onClick={() => dialog.current?.close()}>
          {strings.close}
        </button>
      </div>
      <Results list={list} pages={pages} at={at} onFollow={() => dialog.current?.close()} />
      <div className={dialogStyles.said} role="status">
        {said(strings, status, query, hits.length)}
      </div>
      {status === 'failed' && (
        <button type="button" className={dialogStyles.again} onClick={() => search.start()}>
          {strings.again}
        </button>
      )}
      <footer className={dialogStyles.foot}>
        <span aria-hidden="true" className={dialogStyles.keys}>
          <span>
            <kbd>↑</kbd> <kbd>↓</kbd> {strings.choose}
          </span>
          <span>
            <kbd>Enter</kbd> {strings.follow}
          </span>
          <span>
            <kbd>Esc</kbd> {strings.leave}
          </span>
        </span>
        <label>
          <input type="checkbox" defaultChecked={slashIsOn()} onChange={(event) => turnSlash(event.target.checked)} />{' '}
          {strings.slash}
        </label>
      </footer>
    </dialog>
  )
}

function said(strings: Strings, status: SearchClient['state']['status'], query: string | null, count: number): string {
  if (status === 'failed') return strings.failed
  if (status === 'loading') return strings.loading
  if (query === null) return strings.hint
  if (count === 0) return strings.none(query)
  return strings.found(count)
}
