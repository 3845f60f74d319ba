import { type ReactNode, useState } from 'react'
import type { ValueTree } from '../../runner/session'
import styles from './ValueLine.module.css'

interface Props {
  readonly text: string
  readonly values: readonly ValueTree[]
}

/** A printed line that can be unfolded to the parts of its values, as they were when it was printed. */
export default function ValueLine({ text, values }: Props): ReactNode {
  const [only] = values
  return (
    <Fold label={text} className={styles.line}>
      {values.length === 1 && only ? <Parts of={only} /> : <List values={values} />}
    </Fold>
  )
}

function Parts({ of: value }: { of: ValueTree }): ReactNode {
  return <List values={value.parts ?? []} />
}

function List({ values }: { values: readonly ValueTree[] }): ReactNode {
  return (
    <ul className={styles.parts}>
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tree is never changed
        <li key={index}>{value.parts ? <Branch value={value} /> : <Label value={value} />}</li>
      ))}
    </ul>
  )
}

function Branch({ value }: { value: ValueTree }): ReactNode {
  return (
    <Fold label={<Label value={value} />} className={undefined}>
      <Parts of={value} />
    </Fold>
  )
}

function Label({ value: { kind, text, key, inner } }: { value: ValueTree }): ReactNode {
  return (
    <>
      {key !== undefined && <span className={inner ? styles.inner : styles.key}>{key}: </span>}
      <span data-kind={kind}>{text}</span>
    </>
  )
}

interface FoldProps {
  readonly label: ReactNode
  readonly className: string | undefined
  readonly children: ReactNode
}

/** What is folded is not even made: a line may have hundreds of parts, and most are never looked at. */
function Fold({ label, className, children }: FoldProps): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <details className={className} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{label}</summary>
      {open && children}
    </details>
  )
}
