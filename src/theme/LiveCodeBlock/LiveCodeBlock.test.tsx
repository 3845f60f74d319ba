// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { example } from '../../components/Playground/testing'
import LiveCodeBlock from '.'

afterEach(cleanup)

test('a group of fences becomes a playground', () => {
  const { code, ...rest } = example
  render(<LiveCodeBlock example={JSON.stringify(rest)}>{`${code}\n`}</LiveCodeBlock>)
  expect(screen.getByRole('region', { name: 'say_after' }).id).toBe('say-after')
  expect(screen.getByRole('group', { name: 'TypeScript code' }).textContent).toBe(code)
})

test('any other live block stays what Docusaurus makes of it', async () => {
  render(<LiveCodeBlock>{'<b>hi</b>'}</LiveCodeBlock>)
  expect(screen.queryByRole('region')).toBeNull()
  expect(await screen.findByText('<b>hi</b>')).toBeTruthy()
})
