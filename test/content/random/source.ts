import { createRandom } from '../../../src/runner/worker/random'

/**
 * A random program as text. What it prints begins with the number of the line on which it is printed, so that a trace can
 * be asked whether it tells the truth. It ends: functions only call those after them, and loops count.
 */
export function randomSource(seed: string): string {
  return new Writer(seed).program()
}

/** Functions of a program. */
const FUNCTIONS = 4

class Writer {
  readonly #random: () => number
  readonly #lines: string[] = []
  #indent = 0
  #names = 0
  /** How many statements may still be written: most of them run several times. */
  #budget = 0

  constructor(seed: string) {
    this.#random = createRandom(seed)
  }

  program(): string {
    this.#add("import { run, sleep, createTask, gather, Lock, Queue, generator, type Coroutine } from 'asyncio-ts'")
    this.#add('const lock = new Lock()')
    this.#add('const p = (line: number, ...more: unknown[]) => {')
    this.#add('  console.log(line, ...more)')
    this.#add('  return more.length')
    this.#add('}')
    for (let index = FUNCTIONS - 1; index >= 0; index -= 1) this.#function(index)
    this.#add(`p(${this.line}, 'begins')`)
    for (let n = this.#below(3); n > 0; n -= 1) this.#plain()
    this.#add(`p(${this.line}, await run(g0(1)))`)
    this.#add(`for (const x of [1, 2]) p(${this.line}, x)`)
    return this.#lines.join('\n')
  }

  get line(): number {
    return this.#lines.length + 1
  }

  #add(text: string): void {
    this.#lines.push('  '.repeat(this.#indent) + text)
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count)
  }

  #name(): string {
    this.#names += 1
    return `v${this.#names}`
  }

  #function(index: number): void {
    this.#budget = 9
    this.#names = 0
    const head = this.#below(3) === 0 ? `const g${index} = function* (d: number)` : `function* g${index}(d: number)`
    this.#add(`${head}: Coroutine<unknown> {`)
    this.#indent += 1
    const names = ['d']
    for (let n = 2 + this.#below(4); n > 0; n -= 1) this.#statement(index, names)
    this.#add(this.#below(2) === 0 ? `return p(${this.line}, d)` : 'return d')
    this.#indent -= 1
    this.#add('}')
  }

  /** For the main part: nothing that waits. */
  #plain(): void {
    const name = this.#name()
    this.#add(`let ${name} = ${this.#below(5)}; ${name} += p(${this.line}, ${name})`)
    this.#add(`if (${name} > 2) p(${this.line}); else p(${this.line})`)
  }

  #inner(index: number, names: readonly string[], extra = ''): void {
    this.#indent += 1
    if (extra !== '') this.#add(extra)
    const own = [...names]
    for (let n = 1 + this.#below(2); n > 0; n -= 1) this.#statement(index, own)
    this.#indent -= 1
  }

  #call(index: number): string {
    const next = index + 1 + this.#below(2)
    const { line } = this
    if (next >= FUNCTIONS || this.#below(4) === 0)
      return this.#below(2) === 0 ? 'sleep(0)' : `sleep(${1 + this.#below(3)}, p(${line}))`
    return `g${next}(${this.#below(3)})`
  }

  #statement(index: number, names: string[]): void {
    this.#budget -= 1
    const known = names[this.#below(names.length)] as string
    const leaf = this.#budget < 0
    switch (this.#below(leaf ? 8 : 22)) {
      case 0:
        this.#add(`p(${this.line}, ${known})`)
        return
      case 1: {
        const name = this.#name()
        this.#add(`let ${name} = p(${this.line}, ${known}) + ${this.#below(4)}`)
        names.push(name)
        return
      }
      case 2:
        this.#add(`yield* ${this.#call(index)}`)
        return
      case 3: {
        const name = this.#name()
        this.#add(`const ${name} = yield* ${this.#call(index)}`)
        names.push(name)
        return
      }
      case 4:
        this.#add(`p(${this.line}, yield* ${this.#call(index)}, p(${this.line}))`)
        return
      case 5:
        this.#add(this.#below(2) === 0 ? 'yield' : `;[1, 2].forEach((x) => p(${this.line}, x, ${known}))`)
        return
      case 6:
        this.#add(`if (p(${this.line}, ${known}) > ${this.#below(2)}) p(${this.line}); else yield* sleep(0)`)
        return
      case 7:
        this.#add(`for (const x of [1, 2]) if (x > ${this.#below(3)}) p(${this.line}, x); else continue`)
        return
      case 8: {
        this.#add(`if (${known} === ${this.#below(3)}) {`)
        this.#inner(index, names)
        this.#add('} else')
        this.#add(`  p(${this.line})`)
        return
      }
      case 9: {
        const i = this.#name()
        this.#add(`for (let ${i} = 0; p(${this.line}, ${i}), ${i} < 2; p(${this.line}), ${i} += 1) {`)
        this.#inner(index, [...names, i], this.#below(2) === 0 ? `if (${i} === 1) continue` : '')
        this.#add('}')
        return
      }
      case 10: {
        const n = this.#name()
        this.#add(`let ${n} = 2`)
        this.#add(`while (p(${this.line}, ${n}), ${n}-- > 0) {`)
        this.#inner(index, [...names, n])
        this.#add('}')
        return
      }
      case 11: {
        const n = this.#name()
        this.#add(`let ${n} = 0`)
        this.#add(`do ${n} += p(${this.line}, ${n}); while (${n} < 2)`)
        names.push(n)
        return
      }
      case 12:
      case 13: {
        // Resumed by the head of the loop, whose line that is.
        const x = this.#name()
        const make = this.#name()
        this.#add(`const ${make} = function* (line: number): Generator<number> {`)
        this.#add(`  p(${this.line})`)
        this.#add(`  yield* [1, yield p(${this.line}, 1)]`)
        this.#add(`  p(${this.line})`)
        this.#add('}')
        const head = this.line
        this.#add(`${x}s: for (const ${x} of ${make}(p(${head}))) {`)
        this.#inner(
          index,
          [...names, x],
          this.#below(2) === 0 ? `if (${x} === 1) continue ${x}s` : `p(${head + 1}, ${x})`,
        )
        this.#add('}')
        return
      }
      case 14: {
        this.#add('try {')
        this.#inner(index, names, this.#below(2) === 0 ? `if (p(${this.line}) === 0) throw new Error('${known}')` : '')
        this.#add('} catch (error) {')
        this.#add(`  p(${this.line}, error)`)
        this.#add('} finally {')
        this.#inner(index, names)
        this.#add('}')
        return
      }
      case 15: {
        this.#add(`switch (p(${this.line}, ${known}, ${known})) {`)
        this.#add('  case 2:')
        this.#add(`    let ${known}x = 1; p(${this.line}, ${known}x)`)
        this.#add('  default:')
        this.#add(`    p(${this.line})`)
        this.#add('}')
        return
      }
      case 16: {
        // Hides a variable from before it is there.
        this.#add('{')
        this.#add(`  p(${this.line})`)
        this.#add(`  let ${known} = 7; p(${this.line}, ${known})`)
        this.#add('}')
        return
      }
      case 17: {
        const task = this.#name()
        this.#add(`const ${task} = createTask(${this.#call(index)})`)
        this.#inner(index, names)
        this.#add(`p(${this.line}, yield* ${task})`)
        return
      }
      case 18:
        this.#add(`p(${this.line}, yield* gather([${this.#call(index)}, ${this.#call(index)}]))`)
        return
      case 19: {
        this.#add('yield* lock.with(function* () {')
        this.#indent += 1
        this.#add(`p(${this.line}, ${known}); yield* sleep(1)`)
        this.#add(`p(${this.line})`)
        this.#indent -= 1
        this.#add('})')
        return
      }
      case 20: {
        const c = this.#name()
        this.#add(`const ${c} = generator(function* (): Generator<number, void, number> {`)
        this.#add('  try {')
        this.#add(`    for (let n = 0; ; ) n = p(${this.line}, yield n)`)
        this.#add('  } finally {')
        this.#add(`    p(${this.line})`)
        this.#add('  }')
        this.#add('})()')
        this.#add(`p(${this.line}, ${c}.next(), ${c}.send(4))`)
        this.#add(`${c}.close()`)
        return
      }
      default: {
        const o = this.#name()
        this.#add(`const ${o} = new (class {`)
        this.#add(`  *[Symbol.iterator]() { yield p(${this.line}); p(${this.line}) }`)
        this.#add(`  *#own() { yield p(${this.line}) }`)
        this.#add('  all() { return [...this.#own(), ...this] }')
        this.#add('})()')
        this.#add(`p(${this.line}, ${o}.all())`)
        return
      }
    }
  }
}
