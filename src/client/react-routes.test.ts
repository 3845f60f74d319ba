import { describe, expect, test } from 'vitest'
import { crossesReactBoundary, isReactPage } from './react-routes'

describe('the page whose code runs in the page', () => {
  test('is recognised in each locale, under a base path, with and without a slash', () => {
    for (const path of ['/react/', '/react', '/zh-Hans/react/', '/book/react/', '/book/zh-Hans/react/index.html']) {
      expect(isReactPage(path), path).toBe(true)
    }
  })

  test('is not mistaken for its tag page or a chapter', () => {
    for (const path of ['/', '/tags/react/', '/zh-Hans/tags/react/', '/tasks/', '/reaction/']) {
      expect(isReactPage(path), path).toBe(false)
    }
  })

  test('is entered and left across the boundary, and not between its own locales', () => {
    expect(crossesReactBoundary('/tasks/', '/react/')).toBe(true)
    expect(crossesReactBoundary('/react/', '/')).toBe(true)
    expect(crossesReactBoundary('/react/', '/zh-Hans/react/')).toBe(false)
    expect(crossesReactBoundary('/tasks/', '/generators/')).toBe(false)
  })
})
