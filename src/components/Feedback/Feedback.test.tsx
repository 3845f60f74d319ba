// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import Feedback from '.'

afterEach(() => {
  cleanup()
  document.body.innerHTML = ''
})

const REPOSITORY = 'https://host.test/owner/name'
const box = (top: number, bottom: number) =>
  ({ top, bottom, left: 0, right: 9, width: 9, height: bottom - top }) as DOMRect

function mark(tag: string, id: string, top: number, bottom: number): void {
  const element = document.createElement(tag)
  element.id = id
  if (tag === 'section') element.dataset.playground = 'chapter'
  element.getBoundingClientRect = () => box(top, bottom)
  document.querySelector('main')?.append(element)
}

test('a report is filled in with the place that is being read and the example that is in view', () => {
  document.body.append(document.createElement('main'))
  mark('section', 'above', -300, 280)
  mark('section', 'in-view', 300, 700)
  render(<Feedback repository={REPOSITORY} title="Tasks" />)
  const link = screen.getByRole('link', { name: 'Report a mistake' }) as HTMLAnchorElement
  link.addEventListener('click', (event) => event.preventDefault())
  fireEvent.click(link)
  const url = new URL(link.href)
  expect(url.origin + url.pathname).toBe(`${REPOSITORY}/issues/new`)
  expect(url.searchParams.get('title')).toBe('Tasks: ')
  expect(url.searchParams.get('body')).toContain(`Example: ${location.origin}/#in-view\n`)
  expect(url.searchParams.get('body')).toMatch(/^Page: .*#above\n/)
})

test('the discussion of a page is looked for by its title', () => {
  render(<Feedback repository={REPOSITORY} title="Tasks & more" />)
  const { href } = screen.getByRole('link', { name: 'Discuss this page' }) as HTMLAnchorElement
  expect(new URL(href).searchParams.get('discussions_q')).toBe('"Tasks & more"')
})
