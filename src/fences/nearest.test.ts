import { describe, expect, it } from 'vitest'
import { nearest } from './nearest'

const options = ['id', 'title', 'view', 'start', 'speed', 'clock', 'compare', 'expect', 'twin', 'reason']

describe('the nearest name', () => {
  it('is the one with a letter too few, too many, or wrong', () => {
    expect(nearest('tittle', options)).toBe('title')
    expect(nearest('strat', options)).toBe('start')
    expect(nearest('Compair', options)).toBe('compare')
  })

  it('is none when nothing is near', () => {
    expect(nearest('background', options)).toBeNull()
    expect(nearest('x', options)).toBeNull()
  })
})
