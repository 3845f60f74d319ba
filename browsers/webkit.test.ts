import { describe } from 'vitest'
import { coreScenarios } from './core'
import { startWebKit } from './webkit'

describe('the book in WebKitGTK', () => coreScenarios(startWebKit))
