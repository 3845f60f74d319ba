import { BEACON } from '../script'
import { apply, defineProperty, functionText, regexReplace } from './primordials'

/** All that `compile/beacons.ts` inserts, be it before or behind. */
const { left, look, thrown } = BEACON
const beacon = `--${left}<0&&\\(${left}=${look}\\(\\d+\\)\\)`
const INSERTED = new RegExp(`\\{;${beacon};|\\(${beacon},|${beacon};|${thrown}\\(|/\\*${left}\\*/[})]`, 'g')

/** A function's text is that of the program, without its beacons. */
export function mendFunctionText(): void {
  const method = {
    toString(this: () => void): string {
      return apply(regexReplace, INSERTED, [functionText(this), '']) as string
    },
  }
  defineProperty(Function.prototype, 'toString', { value: method.toString, writable: true, configurable: true })
}
