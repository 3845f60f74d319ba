import vm from 'node:vm'
import { describe, expect, it } from 'vitest'
import { endOf, linesBefore, MAIN, wrapperOf } from './script'

describe('the script of a run', () => {
  const prelude = 'var bundle = { default: (program) => { globalThis.program = program } }\n// two lines'
  const wrapper = wrapperOf(prelude)

  it('hands the program to the prelude, which the program cannot see', async () => {
    const context = vm.createContext({})
    vm.runInContext(
      `${wrapper.before}return [typeof bundle, this, typeof require, typeof exports]${endOf({})}${wrapper.after}`,
      context,
    )
    const main = context.program(() => {}, {})
    expect(main.name).toBe(MAIN)
    expect([...(await main())]).toEqual(['undefined', undefined, 'function', 'object'])
  })

  it('is strict throughout', () => {
    expect(() => vm.runInNewContext(`${wrapperOf('bundle = 1').before}${endOf({})}${wrapper.after}`)).toThrow(
      /not defined/,
    )
  })

  it('has the program’s first line where it is said to be', () => {
    const lines = `${wrapper.before}FIRST${endOf({})}${wrapper.after}`.split('\n')
    expect(lines[linesBefore(wrapper)]).toBe('FIRST')
  })
})
