import { expect, test } from 'vitest'
import { MutationTest } from '../differential/mutants'
import { mutations } from '../differential/mutations'
import { loadOracle } from '../oracle/oracle'

/*
 * That all are found, `npm run mutate` shows; some show only after thousands of programs. Here it is that random programs
 * stay as sharp as they are: what is added to them must not keep them from finding what matters.
 */
test('a hundred random programs find most ways to break asyncio-ts', async () => {
  const mutationTest = new MutationTest(await loadOracle(), { first: 1, last: 100 })
  const missed: string[] = []
  for (const mutation of mutations) if ((await mutationTest.find(mutation)) === null) missed.push(mutation.name)
  expect(missed.length, `not found: ${missed.join(', ')}`).toBeLessThan(mutations.length / 3)
})
