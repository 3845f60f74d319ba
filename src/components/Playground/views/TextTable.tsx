import { memo, type ReactNode } from 'react'
import type { TextTable as Table } from '../../../views/timeline-text'
import styles from './TextTable.module.css'

interface Props {
  readonly table: Table
  readonly label: string
}

/** What a picture shows, to be read. */
const TextTable = memo(function TextTable({ table, label }: Props): ReactNode {
  return (
    <div className={styles.text}>
      <p>{label}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: no fieldset, since nothing in it is filled in */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach */}
      <div className={styles.scroll} role="group" tabIndex={0} aria-label={label}>
        <table>
          <thead>
            <tr>
              {table.head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ cells, event }, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are in their order
              <tr key={row} data-event={event}>
                {cells.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells are in their order
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {table.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </div>
  )
})
export default TextTable
