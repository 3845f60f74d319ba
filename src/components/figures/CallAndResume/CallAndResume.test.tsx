// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import CallAndResume from '.'

afterEach(cleanup)

const pathsOf = (picture: HTMLElement) => [...picture.querySelectorAll('path')].map((path) => path.getAttribute('d'))

test('the picture says in words what it shows', () => {
  render(<CallAndResume />)
  const names = screen.getAllByRole('img').map((picture) => picture.getAttribute('aria-label'))
  expect(names).toHaveLength(2)
  expect(names[0]).toMatch(/^A subroutine: .*runs to its end/)
  expect(names[1]).toMatch(/^A coroutine: .*suspended.*resumes/)
})

test('a subroutine that has returned leaves no line in its lane, a suspended coroutine does', () => {
  render(<CallAndResume />)
  const [subroutine, coroutine] = screen.getAllByRole('img').map(pathsOf)
  const lowerLane = /M\d+ 80H/
  expect(subroutine?.[0]).not.toMatch(lowerLane)
  expect(coroutine?.[0]).toMatch(lowerLane)
})
