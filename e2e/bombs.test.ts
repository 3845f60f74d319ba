import { afterEach, describe, expect, test } from 'vitest'
import { BOMBS, COMPILER_BOMBS } from './endless'
import { sharePage } from './shared-page'

// Programs that take all there is of one thing. The loops among them are in `endings.test.ts`, with what is said of them.
describe('a bomb', () => {
  const shared = sharePage('/tasks/', 'say-after')
  afterEach(() => expect(shared.visit.problems).toEqual([]))

  async function ends(code: string, ending: RegExp): Promise<void> {
    const { playground } = shared
    await playground.write(code)
    await playground.run(ending)
    await playground.write("console.log('on')")
    await playground.run()
    expect(await playground.texts()).toEqual(['on'])
  }

  test.each(BOMBS)('of %s ends, and the next program runs', async (_, code, ending) => {
    await ends(code, ending)
  })

  test.each(COMPILER_BOMBS)(
    'for the compiler, of %s, is refused or runs, and the next program runs',
    async (_, code) => {
      await ends(code, /not started|failed|finished/)
    },
  )
})
