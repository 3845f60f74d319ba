import { describe } from 'vitest'
import { coreScenarios } from './core'
import { startFirefox } from './firefox'

describe('the book in Firefox', () => coreScenarios(startFirefox))
