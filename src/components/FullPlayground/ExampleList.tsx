import Link from '@docusaurus/Link'
import useBaseUrl from '@docusaurus/useBaseUrl'
import useIsBrowser from '@docusaurus/useIsBrowser'
import clsx from 'clsx'
import { type ReactNode, useDeferredValue, useId, useState } from 'react'
import { writeHash } from '../../edits/link-hash'
import { SCRATCH } from '../../edits/scratch'
import { type Catalogue, findExamples } from './catalogue'
import styles from './ExampleList.module.css'
import KeptSummary from './KeptSummary'
import { strings } from './strings'
import { useKept } from './use-kept'

interface Props {
  readonly pages: Catalogue['pages']
  /** The id of what is shown. */
  readonly current: string
}

/** Every example of the book, by chapter, and what of them the reader has edited. Without JavaScript its links lead into the chapters. */
export default function ExampleList({ pages, current }: Props): ReactNode {
  const [query, setQuery] = useState('')
  const [open, setOpen] = useState(false)
  const found = findExamples(pages, useDeferredValue(query))
  const count = found.reduce((sum, { examples }) => sum + examples.length, 0)
  const kept = useKept()
  const id = useId()
  const inChapter = !useIsBrowser()
  const base = useBaseUrl('/')

  return (
    <nav aria-label={strings.examples()} className={styles.list} data-open={open ? '' : undefined}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {strings.examples()}
      </button>
      <div id={id} className={styles.body}>
        <input
          type="search"
          value={query}
          placeholder={strings.search()}
          aria-label={strings.search()}
          autoComplete="off"
          spellCheck={false}
          className={styles.search}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            const first = found[0]?.examples[0]
            if (event.key === 'Enter' && query !== '' && first) location.hash = writeHash(first.id)
          }}
        />
        <p role="status" className={styles.count}>
          {query !== '' &&
            (count === 0 ? strings.foundNone() : count === 1 ? strings.foundOne() : strings.found(count))}
        </p>
        <ItemLink
          href={writeHash(SCRATCH)}
          current={current === SCRATCH}
          edited={kept.ids.has(SCRATCH)}
          className={styles.own}
          onChoose={() => setOpen(false)}
        >
          {strings.own()}
        </ItemLink>
        {found.map((page) => (
          <section key={page.path} aria-labelledby={`${id}-${page.name}`}>
            <h2 id={`${id}-${page.name}`} className={styles.page}>
              <Link to={page.path}>
                {page.chapter !== null && <span className={styles.number}>{page.chapter}</span>}
                {page.title}
              </Link>
            </h2>
            <ul className={styles.items}>
              {page.examples.map((example) => (
                <li key={example.id}>
                  <ItemLink
                    href={(inChapter ? base + page.path.slice(1) : '') + writeHash(example.id)}
                    current={current === example.id}
                    edited={kept.ids.has(example.id)}
                    onChoose={() => setOpen(false)}
                  >
                    {example.title ?? example.id}
                  </ItemLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <KeptSummary kept={kept} />
      </div>
    </nav>
  )
}

interface ItemProps {
  readonly href: string
  readonly current: boolean
  readonly edited: boolean
  readonly className?: string | undefined
  readonly onChoose: () => void
  readonly children: ReactNode
}

function ItemLink({ href, current, edited, className, onChoose, children }: ItemProps): ReactNode {
  return (
    <a
      href={href}
      aria-current={current ? 'true' : undefined}
      className={clsx(styles.item, className)}
      onClick={onChoose}
    >
      {children}
      {edited && <span className={styles.edited}>{strings.edited()}</span>}
    </a>
  )
}
