import { describe } from 'vitest'
import { coreScenarios } from './core'
import { walls } from './walls'
import { startWebKit } from './webkit'

describe('the book in WebKitGTK', () => coreScenarios(startWebKit))

describe('hostile programs in WebKitGTK', () =>
  walls(startWebKit, {
    reached: ['WebAssembly', 'storage by caches', 'a service worker'],
    silent: ['the file system', 'a popup', 'a dialog', 'a download'],
  }))
