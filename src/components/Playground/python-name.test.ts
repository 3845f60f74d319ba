import { expect, test } from 'vitest'
import { pythonName } from './python-name'

/** What the engine at hand says of it. */
function thrownBy(run: () => unknown): { name: string; message: string } {
  try {
    run()
  } catch (error) {
    return error as Error
  }
  throw new Error('expected it to throw')
}

const nothing = undefined as unknown as { a: { b: number } }
const overflow = (): number => 1 + overflow()

test.each([
  ['a name that is not there', () => new Function('nowhere')(), 'NameError'],
  ['a name too early', () => new Function('early; let early')(), 'UnboundLocalError'],
  ['a field of undefined', () => nothing.a, 'AttributeError'],
  ['endless recursion', overflow, 'RecursionError'],
  ['division by zero', () => 1n / BigInt(0), 'ZeroDivisionError'],
  ['an impossible length', () => new Array(-1), 'MemoryError'],
  ['digits out of range', () => (1).toFixed(1000), 'ValueError'],
  ['broken JSON', () => JSON.parse('{'), 'json.JSONDecodeError'],
])('%s has another name in Python', (_, run, name) => {
  expect(pythonName(thrownBy(run))).toBe(name)
})

test.each(['TypeError', 'ValueError', 'TimeoutError', 'CancelledError', 'Uncaught'])('%s goes by its own', (name) => {
  expect(pythonName({ name, message: 'x is not a function' })).toBeNull()
})
