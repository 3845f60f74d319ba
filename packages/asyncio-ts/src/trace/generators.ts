import type { Course } from './course.js'
import type { EventBody, GeneratorEvent } from './events.js'
import type { Thing, Things } from './things.js'

type ResumeOp = Extract<GeneratorEvent, { kind: 'gen/resume' }>['op']
type EndHow = Extract<GeneratorEvent, { kind: 'gen/end' }>['how']

/** What is the same for all events of a recorder. */
interface Recording {
  add(body: EventBody, cause: number | undefined): number | undefined
  preview(value: unknown): string
}

/**
 * What a host tells of the program's generators, which JavaScript itself does not let anybody watch. `resumed` and then
 * `yielded` or `ended` enclose what a generator does: whatever is recorded between them happens in it.
 */
export class Generators {
  readonly #course: Course
  readonly #things: Things
  readonly #recording: Recording

  constructor(course: Course, things: Things, recording: Recording) {
    this.#course = course
    this.#things = things
    this.#recording = recording
  }

  /** A generator object was made by the function called `name`, as a coroutine or not. */
  created(generator: object, name: string, { coroutine = false } = {}): void {
    const thing = this.#things.add(generator, this.#things.numbered(name))
    const body = { kind: 'gen/create', id: thing.id, name: thing.name } as const
    this.#add(coroutine ? { ...body, coroutine } : body, this.#course.event)
  }

  /** It runs from now on. `dropped`: JavaScript throws the value away, since it is the first. */
  resumed(generator: object, op: ResumeOp, value?: unknown, { dropped = false } = {}): void {
    const thing = this.#thing(generator)
    const from = this.#course.frame?.thing.id
    const event = this.#add(
      {
        kind: 'gen/resume',
        id: thing.id,
        op,
        ...(op === 'send' || op === 'throw' ? { value: this.#preview(value) } : null),
        ...(from === undefined ? null : { from }),
        ...(dropped ? { dropped } : null),
      },
      this.#course.event,
    )
    this.#course.push(thing, event)
  }

  /** It waits with a `yield`. */
  yielded(generator: object, value: unknown): void {
    const thing = this.#thing(generator)
    const to = this.#caller()
    this.#add(
      { kind: 'gen/yield', id: thing.id, value: this.#preview(value), ...(to === undefined ? null : { to }) },
      this.#course.event,
    )
    this.#course.pop(thing)
  }

  /** It hands over to what stands behind its `yield*`. */
  delegated(generator: object, to: unknown): void {
    const inner = typeof to === 'object' && to !== null ? this.#things.get(to) : undefined
    this.#add(
      {
        kind: 'gen/delegate',
        id: this.#thing(generator).id,
        ...(inner === undefined ? null : { to: inner.id }),
        value: this.#preview(to),
      },
      this.#course.event,
    )
  }

  /** It has come to its end: with what it returns, what it throws, or because it was closed. */
  ended(generator: object, how: EndHow, value?: unknown): void {
    const thing = this.#thing(generator)
    this.#add({ kind: 'gen/end', id: thing.id, how, value: this.#preview(value) }, this.#course.event)
    this.#course.pop(thing)
  }

  #thing(generator: object): Thing {
    return this.#things.get(generator) ?? this.#things.add(generator, this.#things.numbered('generator'))
  }

  /** Who has resumed the innermost generator: another one, or plain code. */
  #caller(): number | undefined {
    return this.#course.current.frames.at(-2)?.thing.id
  }

  #add(body: EventBody, cause: number | undefined): number | undefined {
    return this.#recording.add(body, cause)
  }

  #preview(value: unknown): string {
    return this.#recording.preview(value)
  }
}
