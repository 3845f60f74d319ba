import { describe, expect, test } from 'vitest'
import { CancelledError, type Coroutine, createTask, gather, runSync, sleep, ValueError } from '../../src/index.js'
import {
  decode,
  encode,
  type IncompleteReadError,
  type LimitOverrunError,
  type ReadTransport,
  StreamReader,
  type StreamReaderOptions,
  StreamReaderProtocol,
  type Transport,
} from '../../src/net/index.js'

/** Runs `body` with a reader, and gives what it gives. */
function withReader<T>(body: (reader: StreamReader) => Coroutine<T>, options: StreamReaderOptions = {}): T {
  return runSync(function* () {
    return yield* body(new StreamReader(options))
  })
}

function* failure(coroutine: Coroutine<unknown>): Coroutine<Error> {
  const [error] = yield* gather([coroutine], { returnExceptions: true })
  if (!(error instanceof Error)) throw new Error('it did not fail')
  return error
}

const feed = (reader: StreamReader, ...texts: string[]): void => {
  for (const text of texts) reader.feedData(encode(text))
}

/** Remembers whether it was told to pause. */
class FakeTransport {
  readonly told: string[] = []
  pauseReading(): void {
    this.told.push('pause')
  }
  resumeReading(): void {
    this.told.push('resume')
  }
  toString(): string {
    return '<FakeTransport>'
  }
}

describe('a StreamReader', () => {
  test('needs a limit above 0, and a running loop unless it is given one', () => {
    expect(() => withReader(function* () {}, { limit: 0 })).toThrow(new ValueError('Limit cannot be <= 0'))
    expect(() => withReader(function* () {}, { limit: -1 })).toThrow(new ValueError('Limit cannot be <= 0'))
    expect(() => new StreamReader()).toThrow(/no running event loop/)
    expect(() => new StreamReaderProtocol(null)).toThrow(/no running event loop/)
  })

  test('takes data in pieces, empty ones too, and no text', () => {
    withReader(function* (reader) {
      feed(reader, '', 'abc', 'def')
      expect(() => reader.feedData('text' as never)).toThrow(/must be a Uint8Array, got 'text': encode\(text\)/)
      expect(decode(yield* reader.read(4))).toBe('abcd')
      expect(decode(yield* reader.read(4))).toBe('ef')
    })
  })

  test('reads what is there, up to as much as is asked for; nothing for 0', () => {
    withReader(function* (reader) {
      feed(reader, 'a\nb\nc\n')
      expect((yield* reader.read(0)).length).toBe(0)
      expect(decode(yield* reader.read(5))).toBe('a\nb\nc')
      expect(decode(yield* reader.read(5))).toBe('\n')
    })
  })

  test('waits for data, and gives none at the end', () => {
    withReader(function* (reader) {
      const reading = createTask(reader.read(30))
      yield* sleep(1)
      expect(reading.done()).toBe(false)
      feed(reader, 'late')
      expect(decode(yield* reading)).toBe('late')
      const last = createTask(reader.read(30))
      yield* sleep(1)
      reader.feedEof()
      expect((yield* last).length).toBe(0)
      expect((yield* reader.read()).length).toBe(0)
    })
  })

  test('reads all up to the end, beyond its limit', () => {
    const all = withReader(
      function* (reader) {
        const reading = createTask(reader.read(-1))
        yield* sleep(0)
        feed(reader, 'chunk1\n')
        yield* sleep(0)
        feed(reader, 'chunk2')
        reader.feedEof()
        return decode(yield* reading)
      },
      { limit: 3 },
    )
    expect(all).toBe('chunk1\nchunk2')
  })

  test('is at its end when it has ended and everything was read', () => {
    withReader(function* (reader) {
      feed(reader, 'some\n')
      expect(reader.atEof()).toBe(false)
      yield* reader.readline()
      expect(reader.atEof()).toBe(false)
      feed(reader, 'last')
      reader.feedEof()
      expect(reader.atEof()).toBe(false)
      yield* reader.read()
      expect(reader.atEof()).toBe(true)
      expect(() => feed(reader, 'more')).toThrow(/feedData after feedEof/)
    })
  })

  test('gives lines: whole ones, the rest before the end, nothing after it', () => {
    withReader(function* (reader) {
      feed(reader, 'chunk1 ')
      const reading = createTask(reader.readline())
      yield* sleep(0)
      feed(reader, 'chunk2 ', 'chunk3 ', '\nchunk4')
      expect(decode(yield* reading)).toBe('chunk1 chunk2 chunk3 \n')
      reader.feedEof()
      expect(decode(yield* reader.readline())).toBe('chunk4')
      expect((yield* reader.readline()).length).toBe(0)
    })
  })

  test('does not wait for a line that is there', () => {
    withReader(function* (reader) {
      feed(reader, 'line1\nline2\nline3\n')
      expect(decode(yield* reader.readline())).toBe('line1\n')
      expect(decode(yield* reader.read(100))).toBe('line2\nline3\n')
    })
  })

  test('drops a line that is longer than its limit, with its end if that is there', () => {
    withReader(
      function* (reader) {
        feed(reader, 'li', 'ne1\nli', 'ne2\n')
        expect(yield* failure(reader.readline())).toEqual(
          new ValueError('Separator is found, but chunk is longer than limit'),
        )
        expect(yield* failure(reader.readline())).toBeInstanceOf(ValueError)
        feed(reader, 'chunk1', 'chunk2')
        expect(yield* failure(reader.readline())).toEqual(
          new ValueError('Separator is not found, and chunk exceed the limit'),
        )
        feed(reader, 'a\n')
        expect(decode(yield* reader.readline())).toBe('a\n')
      },
      { limit: 3 },
    )
  })

  test('reads up to a separator, wherever pieces are cut', () => {
    for (const pieces of [['ABC'], ['A', 'BC'], ['AB', 'C'], ['xA', 'AA', 'BC', 'rest'], ['AAB', 'ABC']]) {
      withReader(function* (reader) {
        const reading = createTask(reader.readuntil(encode('ABC')))
        for (const piece of pieces) {
          yield* sleep(0)
          feed(reader, piece)
        }
        expect(decode(yield* reading)).toMatch(/ABC$/)
      })
    }
  })

  test('reads up to the first of several separators', () => {
    withReader(function* (reader) {
      feed(reader, 'line 1\nline 2\r')
      const ends = ['\r', '\n'].map(encode)
      expect(decode(yield* reader.readuntil(ends))).toBe('line 1\n')
      expect(decode(yield* reader.readuntil(ends))).toBe('line 2\r')
      feed(reader, 'ABCD')
      expect(decode(yield* reader.readuntil(['ABCD', 'BC'].map(encode)))).toBe('ABC')
      expect(yield* failure(reader.readuntil([]))).toEqual(
        new ValueError('Separator should contain at least one element'),
      )
      expect(yield* failure(reader.readuntil(encode('')))).toEqual(
        new ValueError('Separator should be at least one-byte string'),
      )
      expect(yield* failure(reader.readuntil('\n' as never))).toBeInstanceOf(TypeError)
    })
  })

  test('leaves what is longer than its limit where it is, and says how much can be read', () => {
    withReader(
      function* (reader) {
        feed(reader, 'some dataAA')
        const missing = (yield* failure(reader.readuntil(encode('AAA')))) as LimitOverrunError
        expect([missing.message, missing.consumed]).toEqual(['Separator is not found, and chunk exceed the limit', 9])
        feed(reader, 'A')
        const long = (yield* failure(reader.readuntil(encode('AAA')))) as LimitOverrunError
        expect([long.message, long.consumed]).toEqual(['Separator is found, but chunk is longer than limit', 9])
        expect(decode(yield* reader.readexactly(12))).toBe('some dataAAA')
      },
      { limit: 3 },
    )
  })

  test('ends before a separator with what there was', () => {
    withReader(function* (reader) {
      feed(reader, 'data')
      reader.feedEof()
      const error = (yield* failure(reader.readuntil(encode('AA')))) as IncompleteReadError
      expect([decode(error.partial), error.expected]).toEqual(['data', undefined])
      expect((yield* reader.read()).length).toBe(0)
    })
  })

  test('reads exactly as much as is asked for, beyond its limit, or says what there was', () => {
    withReader(
      function* (reader) {
        expect((yield* reader.readexactly(0)).length).toBe(0)
        expect(yield* failure(reader.readexactly(-1))).toEqual(
          new ValueError('readexactly size can not be less than zero'),
        )
        const reading = createTask(reader.readexactly(8))
        for (const piece of ['one', 'two', 'three']) {
          yield* sleep(0)
          feed(reader, piece)
        }
        expect(decode(yield* reading)).toBe('onetwoth')
        reader.feedEof()
        const error = (yield* failure(reader.readexactly(4))) as IncompleteReadError
        expect([error.name, decode(error.partial), error.expected]).toEqual(['IncompleteReadError', 'ree', 4])
        expect(error.message).toBe('3 bytes read on a total of 4 expected bytes')
      },
      { limit: 3 },
    )
  })

  test('throws the error that ended it, also at whoever waits', () => {
    withReader(function* (reader) {
      expect(reader.exception()).toBeUndefined()
      const waiting = createTask(reader.readline())
      yield* sleep(0)
      const error = new ValueError('broken')
      reader.setException(error)
      expect(reader.exception()).toBe(error)
      expect(yield* failure(waiting[Symbol.iterator]())).toBe(error)
      for (const read of [reader.read(2), reader.readline(), reader.readexactly(2), reader.readuntil(encode('x'))]) {
        expect(yield* failure(read)).toBe(error)
      }
    })
  })

  test('does not mind that whoever waited was cancelled', () => {
    withReader(function* (reader) {
      const waiting = createTask(reader.readline())
      yield* sleep(0)
      waiting.cancel()
      reader.setException(new ValueError('too late'))
      expect(yield* failure(waiting[Symbol.iterator]())).toBeInstanceOf(CancelledError)
    })
  })

  test('lets one wait at a time', () => {
    withReader(function* (reader) {
      createTask(reader.read(1))
      yield* sleep(0)
      expect(String(yield* failure(reader.readline()))).toBe(
        'RuntimeError: readuntil() called while another coroutine is already waiting for incoming data',
      )
      reader.feedEof()
    })
  })

  test('holds its transport back at twice its limit, and lets it go on when it was read', () => {
    const transport = new FakeTransport()
    withReader(
      function* (reader) {
        reader.setTransport(transport as unknown as ReadTransport)
        expect(() => reader.setTransport(transport as unknown as ReadTransport)).toThrow(/already set/)
        feed(reader, '12345678')
        expect(transport.told).toEqual([])
        feed(reader, '9')
        expect(transport.told).toEqual(['pause'])
        yield* reader.read(4)
        expect(transport.told).toEqual(['pause'])
        yield* reader.read(1)
        expect(transport.told).toEqual(['pause', 'resume'])
        feed(reader, '12345')
        const long = createTask(reader.readexactly(20))
        yield* sleep(0)
        // Who waits for more than fits would wait for ever otherwise.
        expect(transport.told).toEqual(['pause', 'resume', 'pause', 'resume'])
        feed(reader, '12345678901')
        yield* long
      },
      { limit: 4 },
    )
  })

  test('shows what is in it', () => {
    withReader(function* (reader) {
      expect(String(reader)).toBe('<StreamReader>')
      feed(reader, 'data')
      expect(String(reader)).toBe('<StreamReader 4 bytes>')
      yield* reader.read(4)
      const waiting = createTask(reader.read(1))
      yield* sleep(0)
      expect(String(reader)).toMatch(/^<StreamReader waiter=<Future pending/)
      reader.feedEof()
      yield* waiting
      expect(String(reader)).toBe('<StreamReader eof>')
      reader.setException(new ValueError('x'))
      reader.setTransport(new FakeTransport() as unknown as Transport)
      expect(String(reader)).toBe('<StreamReader eof exception=ValueError: x transport=<FakeTransport>>')
      expect(String(new StreamReader({ limit: 7 }))).toBe('<StreamReader limit=7>')
    })
  })
})
