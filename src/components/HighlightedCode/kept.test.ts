import { createRef } from 'react'
import { expect, test } from 'vitest'
import { kept } from './kept'

test('a kept ref follows another element, and stays when its element is taken away', () => {
  const ref = createRef<string>()
  const take = kept(ref)
  take('one')
  take(null)
  expect(ref.current).toBe('one')
  take('two')
  expect(ref.current).toBe('two')
})
