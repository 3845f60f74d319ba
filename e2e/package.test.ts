import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packPackage } from '../plugins/package-file/pack'

const execute = promisify(execFile)
const root = path.resolve(import.meta.dirname, '..')
const tsc = path.join(root, 'node_modules/typescript/bin/tsc')

/** A first program, with something of each kind. */
const program = `import * as asyncio from 'asyncio-ts'
import {
  type Coroutine, createTask, type Executor, Future, gather, generator, getRunningLoop, Lock, Queue, run, runSync, sleep,
  TaskGroup, timeout, toThread, VirtualClock, wait, wrapFuture,
} from 'asyncio-ts'
import { configureHost } from 'asyncio-ts/host'

function* sayAfter(delay: number, what: string): Coroutine<string> {
  yield* sleep(delay)
  return what
}

function* main(): Coroutine<string[]> {
  const first = createTask(sayAfter(2, 'hello'), { name: 'first' })
  const [second, third]: [string, number] = yield* gather([sayAfter(1, 'world'), Promise.resolve(3)])
  return [yield* first, second, String(third)]
}
`

const rest = `
const pool: Executor = { submit: async (fn, args) => await fn(...args), shutdown: async () => {} }
const clock = new VirtualClock()
const reports: string[] = []
configureHost({ clock, report: (kind, _error, message) => reports.push(kind + ': ' + message) })
const said = await run(main())
const counter = generator(function* (n: number): Generator<number, string, boolean> {
  while (yield n) n += 1
  return 'over'
})
const counting = counter(5)
const numbers: number[] = [counting.next(), counting.send(true)]
const lock = new Lock()
const grouped: number = runSync(() =>
  timeout(10).with(() =>
    new TaskGroup().with(function* (group) {
      const task = group.createTask(lock.with(() => sleep(1, 4)))
      const { done } = yield* wait([task], { timeout: 5, returnWhen: asyncio.FIRST_COMPLETED })
      return done.size + (yield* task)
    }),
  ),
)
const sum = await run(function* () {
  getRunningLoop().setDefaultExecutor(pool)
  const future = new Future<number>()
  getRunningLoop().callLater(1, (n: number) => future.setResult(n), 1)
  const add = (a: number, b: number): number => a + b
  return (yield* toThread(add, 1, 2)) + (yield* future) + (yield* wrapFuture(Promise.resolve(1)))
}, { debug: true, clock: new asyncio.ScaledClock(1000) })
console.log(JSON.stringify({ said, numbers, grouped, sum, time: clock.time(), reports }))
`

const options = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  target: 'ES2022',
  types: [],
}

describe('the packed package', () => {
  let folder = ''
  let installed = ''

  beforeAll(async () => {
    const packed = await packPackage(root)
    folder = await mkdtemp(path.join(tmpdir(), 'fresh-'))
    installed = path.join(folder, 'node_modules/asyncio-ts')
    await writeFile(path.join(folder, 'package.json'), '{ "type": "module", "private": true }')
    await execute('npm', ['install', '--offline', '--no-audit', '--no-fund', packed], { cwd: folder })
  })
  afterAll(() => rm(folder, { recursive: true }))

  /** Compiles files as a project of its own, and gives what the compiler complains of. One text is `main.ts`. */
  async function compile(name: string, source: string | readonly string[], compilerOptions: object): Promise<string> {
    const project = path.join(folder, name)
    await mkdir(project)
    const sources = typeof source === 'string' ? { main: source } : source
    for (const [file, text] of Object.entries(sources)) await writeFile(path.join(project, `${file}.ts`), text)
    const files = Object.keys(sources).map((file) => `${file}.ts`)
    const config = { compilerOptions: { ...options, rootDir: '.', ...compilerOptions }, files }
    await writeFile(path.join(project, 'tsconfig.json'), JSON.stringify(config))
    return execute(process.execPath, [tsc, '-p', project, '--pretty', 'false']).then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    )
  }

  const log = 'declare const console: { log(text: string): void }\n'
  const lib = ['ES2022']

  test.each([
    ['nodenext', { module: 'nodenext', moduleResolution: 'nodenext' }],
    ['bundler', { module: 'ESNext', moduleResolution: 'bundler' }],
  ])(
    'is installed, type-checked and run by a fresh project that resolves modules as %s, without DOM and Node types',
    async (name, resolution) => {
      expect(await compile(name, program + log + rest, { lib, ...resolution })).toBe('')
      const { stdout, stderr } = await execute(process.execPath, [path.join(folder, name, 'main.js')])
      expect(stderr).toBe('')
      expect(JSON.parse(stdout)).toEqual({
        said: ['hello', 'world', '3'],
        numbers: [5, 6],
        grouped: 5,
        sum: 5,
        time: 3,
        reports: [],
      })
    },
  )

  test('hands its signals to fetch where the DOM is known', async () => {
    const source = `import { type Coroutine, type Executor, run, wrapFuture } from 'asyncio-ts'
      export function* get(url: string): Coroutine<Response> {
        return yield* wrapFuture((signal) => fetch(url, { signal }))
      }
      export class Pool implements Executor {
        submit<A extends unknown[], T>(fn: (...args: A) => T | PromiseLike<T>, args: A, signal?: AbortSignal): Promise<T> {
          return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(fn(...args))))
        }
        async shutdown(): Promise<void> {}
      }
      export const page = run(get('/'), { signal: AbortSignal.timeout(1000) })`
    const dom = { lib: [...lib, 'DOM'], module: 'ESNext', moduleResolution: 'bundler', noEmit: true }
    expect(await compile('dom', source, dom)).toBe('')
  })

  test('has a README whose programs compile, and print what it says they do', async () => {
    const readme = await readFile(path.join(installed, 'README.md'), 'utf8')
    const programs = [...readme.matchAll(/```ts\n([\s\S]*?)```\n+(?:```text\n([\s\S]*?)```)?/g)]
    expect(programs.length).toBeGreaterThan(5)
    // Its sleeps take no time here.
    const virtual = "import { VirtualClock } from 'asyncio-ts'\nimport { configureHost } from 'asyncio-ts/host'\n"
    await writeFile(path.join(folder, 'virtual.js'), `${virtual}configureHost({ clock: new VirtualClock() })\n`)
    const sources = programs.map(([, source = '']) => source)
    expect(await compile('readme', sources, { lib: [...lib, 'DOM'], module: 'nodenext' })).toBe('')
    for (const [i, [, , printed = '']] of programs.entries()) {
      const start = ['--import', './virtual.js', `readme/${i}.js`]
      const { stdout, stderr } = await execute(process.execPath, start, { cwd: folder })
      expect([stdout, stderr]).toEqual([printed, ''])
    }
  })

  test('makes yield without a star an error of the compiler, which says what to write', async () => {
    const source = `import { type Coroutine, sleep } from 'asyncio-ts'
      export function* main(): Coroutine<void> { yield sleep(1) }`
    const told = await compile('star', source, { lib, module: 'nodenext', noEmit: true })
    expect(told).toContain('use yield* here, not yield')
  })

  test('gives names from its entries, and nothing from inside', async () => {
    const inside = "import { EventLoop } from 'asyncio-ts/dist/event-loop.js'\nconsole.log(EventLoop)"
    await writeFile(path.join(folder, 'inside.js'), inside)
    await expect(execute(process.execPath, [path.join(folder, 'inside.js')])).rejects.toThrow(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    )
  })

  test('holds what it needs and no more, and depends on nothing', async () => {
    expect((await readdir(installed)).sort()).toEqual(['LICENSE', 'NOTICE', 'README.md', 'dist', 'package.json', 'src'])
    const filesOf = async (folder: string) =>
      (await readdir(path.join(installed, folder), { recursive: true })).filter(
        (name) => name.endsWith('.ts') || name.endsWith('.js'),
      )
    const compiled = await filesOf('dist')
    const sources = await filesOf('src')
    const names = sources.map((name) => name.replace(/\.ts$/, ''))
    expect(compiled.sort()).toEqual(names.flatMap((name) => [`${name}.d.ts`, `${name}.js`]).sort())
    const { dependencies, peerDependencies, type } = JSON.parse(
      await readFile(path.join(installed, 'package.json'), 'utf8'),
    )
    expect([dependencies, peerDependencies, type]).toEqual([undefined, undefined, 'module'])
  })

  test('says any in no public type but where inference needs it', async () => {
    const places: string[] = []
    for (const file of (await readdir(path.join(installed, 'dist'), { recursive: true })).filter((name) =>
      name.endsWith('.d.ts'),
    )) {
      const text = await readFile(path.join(installed, 'dist', file), 'utf8')
      const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
      const look = (node: ts.Node): void => {
        if (node.kind === ts.SyntaxKind.AnyKeyword) {
          const statement = source.statements.find(({ pos, end }) => pos <= node.pos && node.end <= end)
          places.push(`${file}: ${statement?.getText().split('\n')[0]}`)
        }
        ts.forEachChild(node, look)
      }
      look(source)
    }
    // A callback takes whatever arguments were given along with it: unknown[] would refuse functions with types.
    expect(places).toEqual(['handles.d.ts: export type Callback = (...args: any[]) => unknown;'])
  })
})

test('the core needs neither the DOM nor Node: it compiles with the library of ES2022 alone', () => {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.base.json'), ts.sys.readFile)
  const { options: base } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const entries = ['index.ts', 'host.ts', 'trace/index.ts'].map((file) =>
    path.join(root, 'packages/asyncio-ts/src', file),
  )
  const core = ts.createProgram(entries, {
    ...base,
    jsx: ts.JsxEmit.None,
    lib: ['lib.es2022.d.ts'],
    types: [],
    skipLibCheck: false,
  })
  const told = ts
    .getPreEmitDiagnostics(core)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  expect(told).toEqual([])
  const files = core.getSourceFiles().map(({ fileName }) => fileName)
  const outside = files.filter((file) => !/\/packages\/asyncio-ts\/src\/|\/lib\.(es|decorators)[^/]*$/.test(file))
  expect(outside).toEqual([])
})
