import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { KeptEdits, originalHash } from '../../edits/kept-edits'
import { FakeStorage } from '../../edits/testing'
import { OwnProgram } from './own-program'

const ORIGINAL = 'original()'
const KEY = 'kept.en.say-after'

let storage: FakeStorage
let edits: KeptEdits
/** The editor: what stands in it, and everything that was ever put there by us. */
let replaced: string[]

beforeEach(() => {
  vi.useFakeTimers()
  storage = new FakeStorage()
  edits = new KeptEdits(storage, 'kept.')
  replaced = []
})
afterEach(() => vi.useRealTimers())

function open(original = ORIGINAL): OwnProgram {
  const own: OwnProgram = new OwnProgram({
    original,
    key: KEY,
    edits,
    // As the editor does, it tells of the change at once.
    replace(code) {
      replaced.push(code)
      own.change(code)
    },
  })
  return own
}

function opened(original = ORIGINAL): OwnProgram {
  const own = open(original)
  own.showKept()
  return own
}

function type(own: OwnProgram, code: string) {
  own.change(code)
  vi.runAllTimers()
}

const kept = () => {
  const stored = edits.read(KEY)
  return stored.kind === 'kept' ? stored.kept.code : null
}

describe('an edit', () => {
  test('is kept after a pause, and at once when the reader leaves', () => {
    const own = open()
    own.change('mine(1)')
    expect(kept()).toBeNull()
    vi.runAllTimers()
    expect(kept()).toBe('mine(1)')
    own.change('mine(2)')
    own.flush()
    expect(kept()).toBe('mine(2)')
  })

  test('is there again after a reload', () => {
    type(open(), 'mine()')
    const own = opened()
    expect(own.getSnapshot()).toEqual({ code: 'mine()', link: null, stored: 'same', unkept: null })
  })

  test('is not there when storage holds nothing, and nothing is put into the editor', () => {
    expect(opened().getSnapshot()).toMatchObject({ code: ORIGINAL, stored: 'none' })
    expect(replaced).toEqual([])
  })

  test('is forgotten when the original is back, by typing or by Reset, and Undo keeps it again', () => {
    const own = open()
    type(own, 'mine()')
    type(own, ORIGINAL)
    expect(edits.read(KEY).kind).toBe('none')
    type(own, 'mine()')
    own.reset()
    expect(own.getSnapshot()).toMatchObject({ code: ORIGINAL, stored: 'none' })
    expect(edits.read(KEY).kind).toBe('none')
    own.put('mine()')
    expect(kept()).toBe('mine()')
  })

  test('that the browser does not store is told of, and no more when it does', () => {
    const own = open()
    storage.refuse = 'writing'
    type(own, 'mine()')
    expect(own.getSnapshot()).toMatchObject({ code: 'mine()', unkept: 'refused' })
    storage.refuse = 'nothing'
    type(own, 'mine(2)')
    expect(own.getSnapshot()).toMatchObject({ unkept: null, stored: 'same' })
  })

  test('that is too long is told of, and the one before it stays', () => {
    const own = open()
    type(own, 'mine()')
    type(own, 'x'.repeat(100_000))
    expect(own.getSnapshot().unkept).toBe('too-long')
    expect(kept()).toBe('mine()')
  })
})

describe('when the original has changed', () => {
  test('the edit is shown, and stays one of the old original until the reader chooses', () => {
    type(open(), 'mine()')
    const own = opened('new original()')
    expect(own.getSnapshot()).toMatchObject({ code: 'mine()', stored: 'changed' })
    type(own, 'mine(2)')
    expect(opened('new original()').getSnapshot()).toMatchObject({ code: 'mine(2)', stored: 'changed' })
  })

  test('the reader may keep the edit as one of the new original', () => {
    type(open(), 'mine()')
    opened('new original()').keepDespiteChange()
    expect(opened('new original()').getSnapshot()).toMatchObject({ code: 'mine()', stored: 'same' })
    expect(edits.read(KEY)).toMatchObject({ kept: { of: originalHash('new original()') } })
  })

  test('the reader may take the new one, and take that back', () => {
    type(open(), 'mine()')
    const own = opened('new original()')
    own.reset()
    expect(own.getSnapshot()).toMatchObject({ code: 'new original()', stored: 'none' })
    own.put('mine()')
    expect(kept()).toBe('mine()')
  })
})

describe('a link', () => {
  test('with other line ends than the editor’s is not taken for the reader’s when the editor reports it', () => {
    const own = open()
    own.openLink('a()\r\nb()\rc()')
    expect(replaced).toEqual(['a()\nb()\nc()'])
    // An editor that opens later reports what it was given.
    own.change('a()\nb()\nc()')
    vi.runAllTimers()
    expect(own.getSnapshot()).toMatchObject({ link: 'shown', stored: 'none' })
    expect(storage.getItem(KEY)).toBeNull()
  })

  test('shows its program and keeps nothing', () => {
    const own = opened()
    own.openLink('linked()')
    vi.runAllTimers()
    expect(own.getSnapshot()).toEqual({ code: 'linked()', link: 'shown', stored: 'none', unkept: null })
    expect(kept()).toBeNull()
  })

  test('becomes the reader’s when it is changed', () => {
    const own = opened()
    own.openLink('linked()')
    type(own, 'linked(2)')
    expect(own.getSnapshot()).toMatchObject({ link: null, stored: 'same' })
    expect(kept()).toBe('linked(2)')
  })

  test('leaves the way back to the original', () => {
    const own = opened()
    own.openLink('linked()')
    own.reset()
    expect(own.getSnapshot()).toMatchObject({ code: ORIGINAL, link: null, stored: 'none' })
  })

  test('never overwrites what the reader keeps, not even when it is changed or reset', () => {
    type(open(), 'mine()')
    const own = opened()
    own.openLink('linked()')
    expect(own.getSnapshot()).toMatchObject({ link: 'shown', stored: 'other' })
    type(own, 'linked(2)')
    own.reset()
    vi.runAllTimers()
    expect(kept()).toBe('mine()')
    own.showKept()
    expect(own.getSnapshot()).toMatchObject({ code: 'mine()', link: null, stored: 'same' })
  })

  test('that is opened while the reader types keeps what was typed first', () => {
    const own = opened()
    own.change('mine()')
    own.openLink('linked()')
    expect(kept()).toBe('mine()')
    expect(own.getSnapshot().stored).toBe('other')
  })

  test('is kept instead when the reader says so, and that can be taken back', () => {
    type(open(), 'mine()')
    const own = opened()
    own.openLink('linked()')
    const undo = own.keepShown()
    expect(kept()).toBe('linked()')
    expect(own.getSnapshot()).toMatchObject({ link: null, stored: 'same' })
    undo()
    expect(kept()).toBe('mine()')
    expect(own.getSnapshot()).toMatchObject({ code: 'linked()', link: 'shown', stored: 'other' })
  })

  test('with the very program that is kept is nothing new', () => {
    type(open(), 'mine()')
    const own = opened()
    own.openLink('mine()')
    expect(own.getSnapshot()).toMatchObject({ code: 'mine()', link: null, stored: 'same' })
  })

  test('that cannot be read changes nothing but says so', () => {
    type(open(), 'mine()')
    const own = opened()
    own.linkFailed('damaged')
    expect(own.getSnapshot()).toMatchObject({ code: 'mine()', link: 'damaged', stored: 'same' })
    own.dismissLink()
    expect(own.getSnapshot().link).toBeNull()
  })
})

describe('two tabs', () => {
  test('do not overwrite each other: who comes second is asked', () => {
    const first = open()
    const second = open()
    type(first, 'first()')
    second.storageChanged()
    expect(second.getSnapshot()).toMatchObject({ code: ORIGINAL, stored: 'other' })
    type(second, 'second()')
    expect(kept()).toBe('first()')
    const undo = second.keepShown()
    expect(kept()).toBe('second()')
    first.storageChanged()
    expect(first.getSnapshot()).toMatchObject({ code: 'first()', stored: 'other' })
    undo()
    expect(kept()).toBe('first()')
  })

  test('do not even when the second did not hear of the first', () => {
    const first = open()
    const second = open()
    type(first, 'first()')
    type(second, 'second()')
    expect(kept()).toBe('first()')
    expect(second.getSnapshot()).toMatchObject({ code: 'second()', stored: 'other' })
  })

  test('with the same program have nothing to decide', () => {
    const first = open()
    const second = open()
    type(first, 'same()')
    type(second, 'same()')
    expect(second.getSnapshot()).toMatchObject({ code: 'same()', stored: 'same' })
  })

  test('of which one resets keep the other’s text, and keep it again when it is changed', () => {
    const first = open()
    type(first, 'mine()')
    const second = opened()
    first.reset()
    second.storageChanged()
    expect(second.getSnapshot()).toMatchObject({ code: 'mine()', stored: 'none' })
    type(second, 'mine(2)')
    expect(kept()).toBe('mine(2)')
  })

  test('of which one resets unheard do not lose what the other types', () => {
    const first = open()
    type(first, 'mine()')
    const second = opened()
    first.reset()
    type(second, 'mine(2)')
    expect(kept()).toBe('mine(2)')
  })
})

describe('what cannot be read', () => {
  test('is neither shown nor overwritten, and can be saved or discarded', () => {
    storage.setItem(KEY, '{"code":"evil()"}')
    const own = opened()
    expect(own.getSnapshot()).toMatchObject({ code: ORIGINAL, stored: 'unreadable' })
    type(own, 'mine()')
    expect(storage.getItem(KEY)).toBe('{"code":"evil()"}')
    expect(own.keptText()).toBe('{"code":"evil()"}')
    const undo = own.keepShown()
    expect(kept()).toBe('mine()')
    undo()
    expect(storage.getItem(KEY)).toBe('{"code":"evil()"}')
  })

  test('is gone when it is discarded while the original stands there', () => {
    storage.setItem(KEY, 'rubbish')
    const own = opened()
    own.keepShown()
    expect(storage.getItem(KEY)).toBeNull()
    expect(own.getSnapshot().stored).toBe('none')
  })
})
