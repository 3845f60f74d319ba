import { describe } from 'vitest'
import { coreScenarios } from './core'
import { startFirefox } from './firefox'
import { walls } from './walls'

describe('the book in Firefox', () => coreScenarios(startFirefox))

describe('hostile programs in Firefox', () =>
  walls(startFirefox, { reached: ['a service worker'], silent: ['a dialog', 'a download'] }))
