// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { readingPlace } from './reading-place'

/** A page with these marks, each at so many pixels from the top of a window that is 768 high. */
function showPage(marks: Readonly<Record<string, number>>): void {
  document.body.innerHTML = `<main>${Object.keys(marks)
    .map((id) => `<h2 id="${id}"></h2>`)
    .join('')}</main>`
  for (const [id, top] of Object.entries(marks)) {
    const mark = document.getElementById(id)
    if (mark) mark.getBoundingClientRect = () => new DOMRect(0, top, 300, 40)
  }
}

// jsdom has no DOMRect.
globalThis.DOMRect ??= class {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly width: number,
    readonly height: number,
  ) {}
  get top() {
    return this.y
  }
  get bottom() {
    return this.y + this.height
  }
} as unknown as typeof DOMRect

describe('the place at which a reader is', () => {
  afterEach(() => history.replaceState(null, '', '/'))

  it('is the page itself, before its first heading', () => {
    showPage({ one: 600, two: 2000 })
    expect(readingPlace()).toBe('')
  })

  it('is no heading of a list of links', () => {
    document.body.innerHTML = '<main><nav><h2 id="of-the-list"></h2></nav></main>'
    expect(readingPlace()).toBe('')
  })

  it('is the last heading that has come up, however far above', () => {
    showPage({ one: -3000, two: -900, three: 700 })
    expect(readingPlace()).toBe('#two')
  })

  it('is what the address names, while that can be seen', () => {
    history.replaceState(null, '', '/?a=1#three')
    showPage({ one: -3000, two: 20, three: 700 })
    expect(readingPlace()).toBe('?a=1#three')
  })

  it('is no longer what the address names, when the reader has gone on', () => {
    history.replaceState(null, '', '/#one')
    showPage({ one: -3000, two: -900 })
    expect(readingPlace()).toBe('#two')
  })

  it('keeps the program that the address brings', () => {
    history.replaceState(null, '', '/#one~v1.abc')
    showPage({ one: -3000, two: -900 })
    expect(readingPlace()).toBe('#one~v1.abc')
  })

  it('keeps the address where nothing can be gone to', () => {
    history.replaceState(null, '', '/playground/#scratch')
    document.body.innerHTML = '<main><p>A page without headings</p></main>'
    expect(readingPlace()).toBe('#scratch')
  })
})
