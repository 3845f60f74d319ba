// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import WaysToWait from '.'

afterEach(cleanup)

const linesOf = (picture: HTMLElement) => picture.querySelectorAll('path[opacity]').length

test('each picture says in words what it shows', () => {
  render(<WaysToWait />)
  const names = screen.getAllByRole('img').map((picture) => picture.getAttribute('aria-label'))
  expect(names).toEqual([
    expect.stringMatching(/^Blocking: three threads/),
    expect.stringMatching(/^Non-blocking: one thread/),
    expect.stringMatching(/^Multiplexing: one thread/),
  ])
})

test('blocking takes a thread for each connection, the others one for all', () => {
  render(<WaysToWait />)
  expect(screen.getAllByRole('img').map(linesOf)).toEqual([3, 1, 1])
})

test('data comes for the same three connections in each', () => {
  render(<WaysToWait />)
  for (const picture of screen.getAllByRole('img')) expect(picture.querySelectorAll('circle')).toHaveLength(3)
})
