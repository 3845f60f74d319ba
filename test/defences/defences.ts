/*
 * The defences of SECURITY.md, each with what takes it away and the tests of hostile programs, links and storage that
 * have to fail then: who would take one away by mistake hears of it. `npm run defences` tries them all.
 *
 * Long, since it is a list. Not in it are attempts that carry their own counterpart, made where nothing defends
 * (`e2e/walls.test.ts`, the break-outs of `compile.test.ts`), and those that no defence of ours ends but the engine.
 */

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: parts of sources

/** Where a text stands exactly once, and what comes in its place. */
export interface Change {
  readonly file: string
  readonly find: string
  readonly replace: string
}

export interface Defence {
  readonly name: string
  /** Walls stand behind walls: what holds by itself is only seen when what stands before it is away too. */
  readonly changes: readonly Change[]
  /** Tests, by a part of their name, all of which have to fail. Either all are in `e2e`, or none. */
  readonly tests: readonly { readonly file: string; readonly name: RegExp }[]
}

/** @throws Error when the text does not stand in the source exactly once. */
export function takeAway(source: string, { name }: Defence, { file, find, replace }: Change): string {
  const parts = source.split(find)
  if (parts.length === 2) return parts.join(replace)
  throw new Error(
    `defence "${name}": expected its text once in ${file}, found it ${parts.length - 1} times; ` +
      'the source has changed, so write the change anew in test/defences/defences.ts',
  )
}

const runner = (file: string) => `src/runner/${file}`
const sandbox = (name: RegExp) => ({ file: 'e2e/sandbox.test.ts', name })
const walls = (name: RegExp) => ({ file: 'e2e/walls.test.ts', name })
const bombs = (name: RegExp) => ({ file: 'e2e/bombs.test.ts', name })
const input = (name: RegExp) => ({ file: 'e2e/hostile-input.test.ts', name })

const nothingPings: Change = {
  file: runner('run.ts'),
  find: 'if (watch.tick() && ends.frameAnswers()) {',
  replace: "if (watch.tick() && ends.frameAnswers() && state === 'starting') {",
}

export const defences: readonly Defence[] = [
  // The prelude.
  {
    name: 'the list of what a program may find in its realm',
    changes: [{ file: runner('worker/prelude.ts'), find: '\n  stripRealm()\n', replace: '\n  void stripRealm\n' }],
    tests: [
      sandbox(
        /cannot reach (the network|another script by importScripts|WebAssembly|waiting|the end|a channel|what its|an address|a font|the navigator|its own|evaluation by eval|a worker|storage by indexedDB|other pages|the page by postMessage)/,
      ),
      sandbox(/finds in its realm nothing/),
    ],
  },
  {
    name: 'the policies that let no code be made of strings',
    changes: [
      {
        file: runner('sandbox.ts'),
        find: "`script-src '${controller.hash}'`",
        replace: "`script-src 'unsafe-eval' '${controller.hash}'`",
      },
      { file: runner('sandbox.ts'), find: '    "require-trusted-types-for \'script\'",\n', replace: '' },
      {
        file: 'plugins/security-policy/policy.ts',
        find: '...(unsafeEval ? ["\'unsafe-eval\'"] : [])',
        replace: '"\'unsafe-eval\'"',
      },
    ],
    tests: [sandbox(/cannot reach (another script by import\(\)|evaluation by Function)/)],
  },
  {
    name: 'the end of each event at the prelude',
    changes: [{ file: runner('worker/prelude.ts'), find: '      stop(event)\n', replace: '' }],
    tests: [sandbox(/told anything by messages and listeners/)],
  },
  {
    name: 'what the prelude took hold of: preventing an event',
    changes: [
      { file: runner('worker/prelude.ts'), find: '      prevent(event)\n', replace: '      event.preventDefault()\n' },
    ],
    tests: [sandbox(/cannot keep an error from being told/)],
  },
  {
    name: 'what the prelude took hold of: messages are written without asking an object how',
    changes: [
      {
        file: runner('protocol.ts'),
        find: "  if (typeof value !== 'object' || value === null) return",
        replace: '  if (value) return',
      },
    ],
    tests: [sandbox(/replaces .*toJSON/)],
  },
  {
    name: 'what the prelude took hold of: lists grow past setters',
    changes: [
      {
        file: runner('worker/primordials.ts'),
        find: 'defineProperty(list, list.length, data(item))',
        replace: 'list[list.length] = item',
      },
    ],
    tests: [sandbox(/replaces .*setters/)],
  },
  {
    name: 'what the prelude took hold of: promises are asked for no constructor',
    changes: [
      {
        file: runner('worker/primordials.ts'),
        find: "  if (!hasOwn(promise, 'constructor')) defineProperty(promise, 'constructor', data(undefined))\n",
        replace: '',
      },
    ],
    tests: [sandbox(/replaces .*promises are made by/)],
  },
  {
    name: 'what the prelude took hold of: methods of texts',
    changes: [
      {
        file: runner('worker/primordials.ts'),
        find: 'uncurry(String.prototype.slice)',
        replace: '(text: string, from: number, to?: number) => text.slice(from, to)',
      },
      {
        file: runner('worker/primordials.ts'),
        find: 'uncurry(String.prototype.indexOf)',
        replace: '(text: string, part: string) => text.indexOf(part)',
      },
    ],
    tests: [sandbox(/replaces .*every method/)],
  },
  {
    name: 'strict code around the program',
    changes: [
      { file: runner('script.ts'), find: "`'use strict';\\n(() => {", replace: '`\\n(() => {' },
      { file: 'plugins/bundle-string/bundle.mjs', find: "`'use strict';$", replace: '`$' },
    ],
    tests: [sandbox(/see by its errors who called it/)],
  },
  {
    name: 'care with what is thrown',
    changes: [
      {
        file: runner('worker/uncaught.ts'),
        find: "    return { name: 'Uncaught', message: '[unreadable]', stack: '' }",
        replace: "    return { name: `${thrown}`, message: '', stack: '' }",
      },
      {
        file: runner('worker/thrown.ts'),
        find: '      } catch {}\n',
        replace: '      } catch { return errorStack(value as object) as never }\n',
      },
      { file: runner('worker/error-text.ts'), find: "  } catch {\n    return ''\n  }", replace: '  } finally {\n  }' },
    ],
    tests: [sandbox(/may throw an error that is a trap/)],
  },
  {
    name: 'the limits of what is read of a printed value',
    changes: [
      { file: runner('limits.ts'), find: 'formatDepth: 6', replace: 'formatDepth: 1e9' },
      { file: runner('limits.ts'), find: 'formatNodes: 1_000', replace: 'formatNodes: 1e9' },
      { file: runner('limits.ts'), find: 'formatItems: 100', replace: 'formatItems: 1e9' },
      { file: runner('limits.ts'), find: 'formatMs: 50', replace: 'formatMs: 1e9' },
    ],
    tests: [{ file: runner('worker/format.test.ts'), name: /is cut short when it is wide, deep, or takes too long/ }],
  },
  {
    name: 'the count of looks at a clock that cannot move',
    changes: [{ file: runner('limits.ts'), find: 'clockReads: 1_000_000', replace: 'clockReads: Infinity' }],
    tests: [bombs(/waiting by looking at the clock/)],
  },
  {
    name: 'the count of timers',
    changes: [{ file: runner('limits.ts'), find: 'timers: 1_000', replace: 'timers: Infinity' }],
    tests: [bombs(/of timers ends/)],
  },
  {
    name: 'the longest line',
    changes: [
      {
        file: runner('worker/output.ts'),
        find: 'const cut = whole.length - limits.lineChars',
        replace: 'const cut = 0 * whole.length',
      },
    ],
    tests: [bombs(/one huge line ends|a text as long as may be/)],
  },
  {
    name: 'the count of what is printed, with the pings that would end it as well',
    changes: [
      {
        file: runner('worker/output.ts'),
        find: 'if (tooLong || lines.length >= limits.batchLines) {',
        replace: 'if (tooLong && lines.length < 0) {',
      },
      nothingPings,
      {
        file: runner('frame.ts'),
        find: "else if (data.length > limits.messageChars) crash(runId, 'message size')\n      else if (tooMuch()) crash(runId, 'messages')\n",
        replace: '',
      },
    ],
    // What it prints slowly enough for that, the page's own count ends: huge lines, for one.
    tests: [sandbox(/prints without end/)],
  },

  // What the page believes of a program.
  {
    name: 'pings: blocked is what does not answer',
    changes: [nothingPings],
    tests: [
      sandbox(/stops counting|has their names for itself/),
      bombs(/tries everything|of microtasks|recursion that catches itself/),
    ],
  },
  {
    name: 'a page that slept does not take its sleep for a program’s silence',
    changes: [{ file: runner('watch.ts'), find: 'Math.min(at - last, 2 * intervalMs)', replace: 'at - last' }],
    tests: [
      { file: runner('watch.test.ts'), name: /does not take a page that slept for silence/ },
      { file: runner('run.test.ts'), name: /is not charged for the time that the page slept/ },
    ],
  },
  {
    name: 'the longest run, by the page',
    changes: [
      { file: runner('run.ts'), find: 'if (lifetime.tick()) {', replace: 'if (lifetime.tick() && lines < 0) {' },
    ],
    tests: [{ file: runner('run.test.ts'), name: /is ended by the page when it does not end itself/ }],
  },
  {
    name: 'the longest run, by itself',
    changes: [
      { file: runner('worker/run.ts'), find: '  host.setTimeout(stillAlive, limits.runWallMs)\n', replace: '' },
      { file: runner('worker/run.ts'), find: ' || host.now() - startedAt > limits.runWallMs', replace: '' },
    ],
    tests: [{ file: runner('node.test.ts'), name: /that gives way for ever runs for ten minutes at 1,/ }],
  },
  {
    name: 'lines that the program does not have are not believed',
    changes: [{ file: runner('run.ts'), find: '          if (message.line > from.lines) return\n', replace: '' }],
    tests: [sandbox(/calls its beacons with a line that is none/)],
  },
  {
    name: 'lines that the program does not have are not believed, nor what it says of being busy an answer',
    changes: [
      {
        file: runner('run.ts'),
        find: '          if (message.line > from.lines) return\n',
        replace: '          watch.heard()\n',
      },
    ],
    tests: [{ file: runner('run.test.ts'), name: /is on no line that its program does not have/ }],
  },
  {
    name: 'the names of beacons are left to a program that has them',
    changes: [
      {
        file: runner('compile/mark.ts'),
        find: 'if (names.some((name) => code.includes(name))) return',
        replace: 'if (names.length === 0) return',
      },
    ],
    tests: [{ file: runner('compile/beacons.test.ts'), name: /goes without beacons when it uses their names/ }],
  },
  {
    name: 'the check, by two parsers, that a program is one body and no more',
    changes: [
      {
        file: runner('compile/compile.ts'),
        find: "    return problem(explainRejection(text, rejection(error), 'sucrase'))",
        replace: '    code = text',
      },
      {
        file: runner('compile/compile.ts'),
        find: '    const comments: Comment[] = []\n',
        replace: '    if (code !== null) return { ok: true, source: text, code }\n    const comments: Comment[] = []\n',
      },
    ],
    tests: [
      {
        file: runner('compile/compile.test.ts'),
        name: /by '(a|the) .*, which breaks out|ends its wrapper early whatever is written/,
      },
    ],
  },
  {
    name: 'imports at run time are refused before the run',
    changes: [
      {
        file: runner('compile/messages.ts'),
        find: "text === 'import' && next?.text === '('",
        replace: "text === 'import' && next?.text === ''",
      },
    ],
    tests: [sandbox(/does not even start when it would import/)],
  },
  {
    name: 'what is printed is text',
    changes: [
      {
        file: 'src/components/Playground/Output.tsx',
        find: '<span className={styles.text}>{line.text}</span>',
        replace: '<span className={styles.text} dangerouslySetInnerHTML={{ __html: line.text }} />',
      },
    ],
    tests: [sandbox(/cannot print markup/)],
  },

  // Pools.
  {
    name: 'no more workers for the pools of a run than it may have, each by a channel of its own',
    changes: [
      {
        file: runner('frame.ts'),
        find: 'port === undefined || run.pool.size >= limits.poolWorkers || run.pool.has(number)',
        replace: 'port === null',
      },
    ],
    tests: [walls(/speaks for a pool/)],
  },
  {
    name: 'what a worker of a pool says past its channel',
    changes: [
      {
        file: runner('frame.ts'),
        find: "    worker.onmessage = () => crash(runId, 'nonsense')\n    worker.onerror",
        replace: '    worker.onerror',
      },
    ],
    tests: [walls(/what a worker of its pool says/)],
  },
  {
    name: 'the port of a pool’s worker, out of reach of the program that was there before',
    changes: [
      {
        file: runner('worker/pool.ts'),
        find: 'apply(postMessage, port, [answer, transfer])',
        replace: 'postMessage.call(port, answer, transfer)',
      },
    ],
    tests: [{ file: 'src/runner/worker/pool.test.ts', name: /gives it no port/ }],
  },
  {
    name: 'texts of errors that a pool’s function throws, whatever they do when they are read',
    changes: [
      {
        file: runner('worker/pool.ts'),
        find: "    return String(read())\n  } catch {\n    return '<unreadable>'\n  }",
        replace: '    return String(read())\n  } finally {\n  }',
      },
    ],
    tests: [{ file: 'src/runner/worker/pool.test.ts', name: /throws (a Proxy|an error whose (name|stack))/ }],
  },

  // The controller and the frame.
  {
    name: 'the controller’s reading and counting of what a worker says',
    changes: [
      {
        file: runner('frame.ts'),
        find: "      if (typeof data !== 'string') crash(runId, 'nonsense')\n      else if",
        replace: '      if',
      },
      { file: runner('frame.ts'), find: 'data.length > limits.messageChars', replace: 'data === undefined' },
      { file: runner('frame.ts'), find: 'else if (tooMuch())', replace: 'else if (!tooMuch)' },
      { file: runner('frame.ts'), find: 'else if (!isOfRun(data, runId))', replace: 'else if (!isOfRun)' },
      {
        file: runner('frame.ts'),
        find: "neither counted nor read.\n    worker.onmessage = () => crash(runId, 'nonsense')",
        replace: 'neither counted nor read.',
      },
    ],
    tests: [walls(/that speaks for/), sandbox(/calls them with what is no line/)],
  },
  {
    name: 'the length of what is told of a worker’s death',
    changes: [
      {
        file: runner('frame.ts'),
        find: 'event.message?.slice(0, limits.reasonChars)',
        replace: 'event.message',
      },
    ],
    tests: [walls(/is ended by its death/)],
  },
  {
    name: 'the end of a worker when its run is stopped',
    changes: [
      { file: runner('frame.ts'), find: '    run.worker.terminate()\n', replace: '' },
      { file: runner('frame.ts'), find: '    run.port.close()\n', replace: '' },
    ],
    tests: [walls(/that (goes on speaking|has started another)/)],
  },
  {
    name: 'a frame that loads a second time is thrown away',
    changes: [{ file: runner('sandbox.ts'), find: "    if (loaded) return lose('frame replaced')\n", replace: '' }],
    tests: [walls(/goes elsewhere takes its frame with it/)],
  },
  {
    name: 'a frame that is done with is removed',
    changes: [{ file: runner('sandbox.ts'), find: '    frame.remove()\n', replace: '' }],
    tests: [sandbox(/run and stopped fifty times/)],
  },
  {
    name: 'the end of all runs when the page is left',
    changes: [{ file: runner('client.ts'), find: "    addEventListener('pagehide', dispose)\n", replace: '' }],
    tests: [{ file: 'e2e/clean-slate.test.ts', name: /comes back from the browser’s back\/forward cache/ }],
  },
  {
    name: 'full page loads around the page that may evaluate code',
    changes: [
      {
        file: 'src/client/react-routes.ts',
        find: 'export function crossesReactBoundary',
        replace: 'export const crossesReactBoundary = (_from: string, _to: string) => false\nfunction crosses',
      },
    ],
    tests: [sandbox(/keeps its right to itself/)],
  },

  // Links and storage.
  {
    name: 'the checksum of a link',
    changes: [
      {
        file: 'src/edits/link-code.ts',
        find: '  if (new DataView(bytes.buffer).getUint32(0) !== crc32(packed)) return damaged\n',
        replace: '',
      },
    ],
    tests: [{ file: 'src/edits/link-code.test.ts', name: /is found damaged wherever its data was changed/ }],
  },
  {
    name: 'one way alone to write a link’s bytes as letters',
    changes: [
      {
        file: 'src/edits/base64url.ts',
        find: 'return toBase64Url(bytes) === text ? bytes : null',
        replace: 'return bytes',
      },
    ],
    tests: [{ file: 'src/edits/link-code.test.ts', name: /only bits were changed that carry nothing/ }],
  },
  {
    name: 'the fixed buffer for a link’s program',
    changes: [
      { file: 'src/edits/link-code.ts', find: ', { out: new Uint8Array(limits.linkedCodeBytes + 1) }', replace: '' },
      {
        file: 'src/edits/link-code.ts',
        find: "    if (out.length > limits.linkedCodeBytes) return { kind: 'unreadable', reason: 'oversized' }\n",
        replace: '',
      },
    ],
    tests: [{ file: 'src/edits/link-code.test.ts', name: /a bomb (of|that)/ }],
  },
  {
    name: 'the longest link that is read',
    changes: [
      {
        file: 'src/edits/link-code.ts',
        find: "  if (data.length > limits.hashChars) return { kind: 'unreadable', reason: 'oversized' }\n",
        replace: '',
      },
      { file: 'src/edits/link-hash.ts', find: 'hash.length > limits.hashChars', replace: 'hash.length < 0' },
    ],
    tests: [{ file: 'src/edits/link-code.test.ts', name: /longer than 32 KiB is not read at all/ }],
  },
  {
    name: 'links that are UTF-8, long enough for a checksum, and small when unpacked',
    changes: [
      { file: 'src/edits/link-code.ts', find: '{ fatal: true, ignoreBOM: true }', replace: '{ ignoreBOM: true }' },
      {
        file: 'src/edits/link-code.ts',
        find: 'bytes === null || bytes.length <= CRC_BYTES',
        replace: 'bytes === null',
      },
      { file: 'src/edits/link-code.ts', find: ', { out: new Uint8Array(limits.linkedCodeBytes + 1) }', replace: '' },
      { file: 'src/edits/link-code.ts', find: 'out.length > limits.linkedCodeBytes', replace: 'out.length < 0' },
    ],
    tests: [input(/in a link, (no UTF-8|nothing|a bomb in one letter) is refused/)],
  },
  {
    name: 'what an id may be',
    changes: [
      { file: 'src/edits/link-hash.ts', find: 'const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/', replace: 'const ID = /^/' },
    ],
    tests: [{ file: 'src/edits/link-hash.test.ts', name: /is no link to an example/ }],
  },
  {
    name: 'the form and the length of a kept edit',
    changes: [
      {
        file: 'src/edits/kept-edits.ts',
        find: '/^v1 (\\d{1,15}) ([0-9a-f]{8})\\n([\\s\\S]*)$/',
        replace: '/^()()([\\s\\S]*)$/',
      },
      {
        file: 'src/edits/kept-edits.ts',
        find: 'raw.length <= limits.keptCodeChars + 100 ? FORMAT.exec(raw) : null',
        replace: 'FORMAT.exec(raw)',
      },
      {
        file: 'src/edits/kept-edits.ts',
        find: 'code.length > limits.keptCodeChars ? {',
        replace: 'code.length < 0 ? {',
      },
    ],
    tests: [{ file: 'src/edits/kept-edits.test.ts', name: /does not take .* for an edit/ }],
  },
  {
    name: 'the form of a kept edit, as the page sees it',
    changes: [
      {
        file: 'src/edits/kept-edits.ts',
        find: '/^v1 (\\d{1,15}) ([0-9a-f]{8})\\n([\\s\\S]*)$/',
        replace: '/^()()([\\s\\S]*)$/',
      },
    ],
    tests: [input(/in every place of the storage/)],
  },
  // The trace.
  {
    name: 'the order and the size of a trace',
    changes: [
      {
        file: runner('run.ts'),
        find: "if (!continues(message.events)) return end({ kind: 'flood', reason: 'nonsense' }, 'flooding')",
        replace: 'continues(message.events)',
      },
    ],
    tests: [{ file: runner('run.test.ts'), name: /is a flood when its trace does not go on/ }],
  },
  {
    name: 'the fields of an event',
    changes: [
      { file: runner('protocol.ts'), find: 'list(isTraceEvent, ', replace: 'list(() => true || isTraceEvent, ' },
    ],
    tests: [{ file: runner('protocol.test.ts'), name: /is no event of a trace/ }],
  },
  {
    name: 'a recorder that throws ends its trace alone',
    changes: [
      {
        file: runner('worker/tracing.ts'),
        find: '      } catch {\n        over = true\n        return undefined\n',
        replace: '      } catch (error) {\n        throw error\n',
      },
    ],
    tests: [{ file: runner('tracing.test.ts'), name: /ends, and nothing else does, when a program replaces/ }],
  },
  {
    name: 'Proxies in events are not looked into',
    changes: [
      { file: runner('worker/run.ts'), find: "proxies.isProxy(object) ? 'Proxy' : ", replace: "false ? 'Proxy' : " },
    ],
    tests: [{ file: runner('tracing.test.ts'), name: /without running anything of the program/ }],
  },
]
