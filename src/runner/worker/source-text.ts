import { BEACON, STEP } from '../script'
import { apply, defineProperty, regexReplace } from './primordials'

/** All that `compile/beacons.ts` and `compile/steps.ts` insert, be it before or behind. */
const { left, look, thrown } = BEACON
const { on, line, at, wait, make, enter, off, back } = STEP
const beacon = `--${left}<0&&\\(${left}=${look}\\(\\d+\\)\\)`
const place = '\\(\\d+,\\d+,\\d+'
const step = `${on}&&\\(${on}=${line}${place},\\{[^{}]*\\}\\)\\);`
const here = `(?:${on}&&\\(${on}=${at}${place}\\)\\)|${off}\\(\\))`
const INSERTED = new RegExp(
  [
    ...[`\\{;${beacon};`, `\\(${beacon},`, `${beacon};`, `${thrown}\\(`, `/\\*${left}\\*/[})]`],
    ...[
      `(?:\\{;)?${step}`,
      `\\{;${here};`,
      `;${here};`,
      `\\(${here},`,
      ` ${wait}${place},[01]\\)`,
      `${wait}${place},[01],`,
    ],
    ...[`[^\\s=;{}()]+=${make}\\(\\d+,[02],"[^"]*",[^()]*\\);`, `${make}\\(\\d+,[0-3],"[^"]*",`],
    ...[`let ${on}=true;`, `${enter}\\(\\d+,"[^"]*"\\);`, `${off}\\(`, `${back}\\(\\d+,\\d+,`],
  ].join('|'),
  'g',
)

/** A function's text is that of the program, without what was put into it. */
export function mendFunctionText(textOf: (fn: () => void) => string): void {
  const method = {
    toString(this: () => void): string {
      return apply(regexReplace, INSERTED, [textOf(this), '']) as string
    },
  }
  defineProperty(Function.prototype, 'toString', { value: method.toString, writable: true, configurable: true })
}
