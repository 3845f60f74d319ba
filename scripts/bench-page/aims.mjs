// What was aimed at, and what came of it.
import { median, total } from './visit.mjs'

const FIRST_VIEW_KB = 60
const FIRST_TOUCH_KB = 180
const EDITOR_KB = 150

/** A script of the editor, of what completes in it, or of what runs programs, by what stands in it. */
const kindOf = (text) => {
  if (text.includes('cm-completionInfo')) return 'completion'
  if (text.includes('cm-')) return 'editor'
  return text.includes('allow-scripts') ? 'runner' : 'other'
}

const weigh = (scripts) =>
  Promise.all(scripts.map(async ({ url, bytes }) => ({ bytes, kind: kindOf(await (await fetch(url)).text()) })))

/** One line for each aim: what it is, what was measured, whether it is met. `/react/` is Docusaurus' own block. */
export async function aims({ firstViews, own, lazy, cursor }) {
  const book = firstViews.filter(({ page }) => page !== '/react/')
  const views = book.map(({ scripts }) => scripts)
  const heaviest = (each) => Math.max(...each.map((scripts) => total(scripts, () => true))) / 1000
  const early = (await Promise.all(views.map(weigh))).flat().filter(({ kind }) => kind !== 'other')
  const editorKB = total(await weigh(lazy), ({ kind }) => kind === 'editor') / 1000
  const stop = Math.max(...Object.values(own.stops).map(median))
  const rows = [
    [
      'first view, untouched, scripts, the heaviest page',
      heaviest(book.map((each) => each.untouched)),
      FIRST_VIEW_KB,
      'kB',
    ],
    ['with what the first touch fetches', heaviest(views), FIRST_TOUCH_KB, 'kB'],
    ['of that, a playground’s', early.reduce((sum, { bytes }) => sum + bytes, 0) / 1000, 0, 'kB'],
    ['editor chunk', editorKB, EDITOR_KB, 'kB'],
    ['click to first output, cold', median(own.cold), 120, 'ms'],
    ['click to first output, cold, as a hand does it', median(own.pointed), 120, 'ms'],
    ['click to first output, warm: the same program again', median(own.again), 15, 'ms'],
    ['click to first output, warm: another program', median(own.warm), 15, 'ms'],
    ['Stop, the slowest of three loops', stop, 100, 'ms'],
    ['layout shift', Math.max(...own.shifts), 0, ''],
    [
      'a step of the cursor in the slowest view, 5,000 events',
      Math.max(...Object.values(cursor.took).map(median)),
      16,
      'ms',
    ],
    ['longest task while 10,000 lines are printed', median(own.printing.map(({ took }) => took)), 50, 'ms'],
  ]
  return rows.map(([name, value, most, unit]) => {
    const met = Number.isFinite(value) ? (value <= most ? 'met' : 'MISSED') : 'not measured'
    return `${name.padEnd(54)} ${value.toFixed(unit === '' ? 3 : 1).padStart(7)} ${unit.padEnd(2)}  ≤ ${String(most).padStart(3)}  ${met}`
  })
}
