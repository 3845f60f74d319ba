/*
 * What hostile programs, links and storage may try, and for each the tests that try it. A test is in a row of
 * `defences.ts`, which shows that it fails when its defence is gone; where it is in none, it says why it needs none.
 *
 * Long, since it is a list.
 */

/** A test by its file, the template of its name, and the row of its table that is meant. */
export interface Tried {
  readonly file: string
  readonly title: string
  readonly row?: string
}

export interface HostileCase {
  readonly what: string
  readonly tests: readonly Tried[]
  /** Of the tests that are in no row of `defences.ts`: why they show something all the same. */
  readonly because?: string
}

const COUNTERPART = 'makes the same attempt where nothing defends, and it has to succeed there'
const ENGINE = 'no defence of ours ends it: the engine does, with an error'
const PINGS = 'pings end it, as they end the others of their row; the row names few, since each takes its whole time'
const SHOWN_OUT = 'breaks out of a wrapper that nothing checks, in compile.test.ts'

const of =
  (file: string) =>
  (title: string, ...rows: readonly string[]): readonly Tried[] =>
    rows.length === 0 ? [{ file, title }] : rows.map((row) => ({ file, title, row }))
const sandbox = of('e2e/sandbox.test.ts')
const walls = of('e2e/walls.test.ts')
const bombs = of('e2e/bombs.test.ts')
const endings = of('e2e/endings.test.ts')
const input = of('e2e/hostile-input.test.ts')
const nodeRun = of('src/runner/node.test.ts')
const pageRun = of('src/runner/run.test.ts')
const pool = of('src/runner/worker/pool.test.ts')
const links = of('src/edits/link-code.test.ts')

const realm = (...rows: readonly string[]) => sandbox('cannot reach %s', ...rows)
const worker = (...rows: readonly string[]) => walls('cannot reach %s, which one in no sandbox can', ...rows)
const frame = worker
const noDocument = (...rows: readonly string[]) => walls('does not have %s, which a page has', ...rows)
const bomb = (...rows: readonly string[]) => bombs('of %s ends, and the next program runs', ...rows)
const loop = (...rows: readonly string[]) => endings('did not give way in %s: it says so, with the line', ...rows)
const speaksFor = (...rows: readonly string[]) => walls('that speaks for %s is ended', ...rows)
const stopped = (...rows: readonly string[]) =>
  walls('that %s is gone when the run is stopped, and says nothing more', ...rows)
const replaces = (...rows: readonly string[]) => sandbox('is heard truly when it replaces %s', ...rows)

export const hostileCases: readonly HostileCase[] = [
  // Loops, and what takes all there is.
  {
    what: 'an endless loop of every form',
    tests: [
      ...loop('a bare while', 'a loop in a generator', 'a loop in an async function'),
      ...loop('for…of over an endless generator', 'promises that follow each other', 'a loop that prints now and then'),
      ...sandbox('that %s ends as others do, and the page lives on', 'stops counting', 'has their names for itself'),
      ...bomb('microtasks'),
    ],
    because: PINGS,
  },
  {
    what: 'an endless program that gives way',
    tests: [
      ...endings('gives way for ever: it is not taken for blocked, at any speed, and ends by Stop'),
      ...nodeRun('that gives way for ever runs for ten minutes at %s, and then ends'),
    ],
    because: 'it is no attack until ten minutes are over; that limit has a row',
  },
  {
    what: 'recursion',
    tests: bomb(
      'recursion',
      'recursion of async functions',
      'recursion of generators',
      'recursion of coroutines',
      'recursion in a getter that is printed',
      'recursion that catches itself',
    ),
    because: ENGINE,
  },
  {
    what: 'a bomb of memory',
    tests: [
      ...bomb('a chain of objects', 'buffers', 'a list as long as may be', 'timers'),
      ...endings('takes more memory than there is: it is not called out of memory unless the engine says so'),
    ],
    because: `${ENGINE}, or pings do`,
  },
  {
    what: 'a flood of output',
    tests: [
      ...sandbox('that prints without end is stopped, and the page lives on'),
      ...bomb('one huge line', 'huge lines without end', 'empty lines'),
      ...sandbox('cannot hurt the page by the shape of what it prints'),
      ...of('src/runner/worker/format.test.ts')('is cut short when it is wide, deep, or takes too long'),
      ...speaksFor('itself too often', 'itself at too great a length', 'itself in more lines than a batch has'),
    ],
    because: 'walls stand behind walls there: what the worker does not count, the page does',
  },
  {
    what: 'a bomb of texts or numbers',
    tests: bomb(
      'a text that doubles',
      'a text as long as may be',
      'a number without end',
      'a number that takes long to write',
    ),
    because: `${ENGINE}, or pings do`,
  },
  { what: 'a bomb in a pattern', tests: bomb('a pattern that tries everything') },
  {
    what: 'a bomb for the compiler',
    tests: bombs(
      'for the compiler, of %s, is refused or runs, and the next program runs',
      'sums',
      'brackets',
      'templates',
      'types that grow',
    ),
    because: 'it may run; what is shown is that the page lives on',
  },
  { what: 'waiting by looking at the clock', tests: bomb('waiting by looking at the clock') },
  {
    what: 'waiting by Atomics',
    tests: [...realm('waiting by Atomics', 'shared memory'), ...stopped('waits by Atomics', 'computes')],
    because: 'no worker here has shared memory, whoever strips it, and ending a worker ends whatever it does',
  },

  // Doors to the network.
  {
    what: 'fetch',
    tests: [
      ...realm('the network by fetch'),
      ...worker('a server by fetch', 'data by fetch', 'a blob of its own by fetch'),
    ],
    because: COUNTERPART,
  },
  {
    what: 'XMLHttpRequest',
    tests: [...realm('the network by XMLHttpRequest'), ...worker('a server by XMLHttpRequest')],
    because: COUNTERPART,
  },
  {
    what: 'WebSocket',
    tests: [...realm('the network by WebSocket'), ...worker('a server by WebSocket')],
    because: COUNTERPART,
  },
  {
    what: 'EventSource',
    tests: [...realm('the network by EventSource'), ...worker('a server by EventSource')],
    because: COUNTERPART,
  },
  { what: 'WebRTC', tests: noDocument('WebRTC'), because: COUNTERPART },
  { what: 'a beacon', tests: [...noDocument('a beacon'), ...frame('a server by a beacon')], because: COUNTERPART },
  { what: 'an image', tests: [...noDocument('an image'), ...frame('a server by an image')], because: COUNTERPART },
  { what: 'a font', tests: [...realm('a font'), ...worker('a server by a font')], because: COUNTERPART },
  {
    what: 'import at run time',
    tests: [
      ...realm('another script by import()'),
      ...sandbox('does not even start when it would import at run time'),
      ...worker('a module', 'a module of its own', 'a module from a blob'),
    ],
    because: COUNTERPART,
  },
  {
    what: 'importScripts',
    tests: [
      ...realm('another script by importScripts'),
      ...worker('a script by importScripts', 'a script of its own by importScripts'),
    ],
    because: COUNTERPART,
  },
  {
    what: 'code of strings',
    tests: [
      ...realm('evaluation by Function', 'evaluation by eval', 'WebAssembly'),
      ...worker('evaluation', 'evaluation by Function', 'evaluation by a timer'),
      ...frame('an inline script', 'a handler in markup'),
    ],
    because: COUNTERPART,
  },
  {
    what: 'a worker of its own',
    tests: [
      ...realm('a worker of its own', 'an address for code of its own'),
      ...worker('a worker from an address'),
      ...stopped('has started another, and given it its port'),
    ],
    because: COUNTERPART,
  },
  {
    what: 'BroadcastChannel',
    tests: [...realm('other pages by BroadcastChannel'), ...worker('other pages by BroadcastChannel')],
    because: COUNTERPART,
  },

  // Out of the frame.
  {
    what: 'navigation of the frame',
    tests: [
      ...frame('a server by going there', 'a server by a form'),
      ...walls('that goes elsewhere takes its frame with it, and the next run has a new one'),
    ],
    because: COUNTERPART,
  },
  {
    what: 'navigation of the page',
    tests: [...frame('the page’s address'), ...noDocument('the page’s address')],
    because: COUNTERPART,
  },
  { what: 'a popup', tests: [...frame('a popup'), ...noDocument('a popup')], because: COUNTERPART },
  { what: 'a dialog', tests: [...frame('a dialog'), ...noDocument('a dialog')], because: COUNTERPART },
  { what: 'a download', tests: frame('a download'), because: COUNTERPART },

  // What is kept.
  {
    what: 'storage',
    tests: [
      ...realm('storage by indexedDB'),
      ...worker('storage by indexedDB', 'the file system'),
      ...noDocument('local storage'),
      ...frame('local storage', 'storage by indexedDB'),
    ],
    because: COUNTERPART,
  },
  { what: 'cookies', tests: [...noDocument('cookies'), ...frame('cookies')], because: COUNTERPART },
  { what: 'caches', tests: [...realm('storage by caches'), ...worker('storage by caches')], because: COUNTERPART },
  { what: 'a service worker', tests: noDocument('a service worker'), because: COUNTERPART },
  {
    what: 'something left for the next run',
    tests: sandbox('leaves nothing behind for the next run'),
    because: 'shows within one run that what it leaves is seen',
  },

  // The page.
  {
    what: 'reading the page’s document',
    tests: [...realm('the page by document'), ...noDocument('the document'), ...frame('the page’s document')],
    because: COUNTERPART,
  },
  { what: 'printing markup', tests: sandbox('cannot print markup into the page') },
  {
    what: 'a forged answer of another worker, more workers than a run may have, a worker without its channel or past it',
    tests: [
      ...speaksFor('a pool, without a channel to its worker', 'a pool with more workers than a run may have'),
      ...speaksFor('a pool with the same worker twice'),
      ...walls('is ended by what a worker of its pool says past their channel'),
      ...pool('gives it no port by which it could answer for others'),
    ],
  },
  {
    what: 'a pool that computes when the run is stopped',
    tests: stopped('has a pool whose worker computes'),
    because: 'the controller ends it, and else it would go with the frame, which a run with pools takes with it',
  },
  {
    what: 'a function in a pool that throws Proxies, getters and what is no text',
    tests: pool(
      'when a function throws %s',
      'a Proxy whose traps throw',
      'a Proxy for an error',
      'an error whose name throws',
      'an error whose stack throws',
    ),
  },
  {
    what: 'a forged message: done, another run’s, malformed',
    tests: [
      ...speaksFor('another run', 'the frame', 'the controller', 'nobody', 'nobody, with what is no text'),
      ...speaksFor('nobody, past its port', 'itself in a line that no prelude prints'),
      ...of('src/runner/protocol.test.ts')('never makes the parser throw'),
      ...pageRun('is a flood when its trace does not go on where it was, goes on after its end, or is too large'),
    ],
    because: 'tries thousands of texts, most of which nothing would take for a message',
  },
  {
    what: 'overwriting postMessage and onmessage',
    tests: [
      ...realm('the page by postMessage', 'what its worker hears', 'a channel'),
      ...sandbox('cannot have the page told anything by messages and listeners of its own'),
    ],
  },
  {
    what: 'overwriting the console',
    tests: nodeRun('is told of its error when it has taken the console away'),
    because: 'a program may keep silent; that its end is told goes no way that it could take away',
  },
  {
    what: 'overwriting prototypes and built-ins before output',
    tests: [
      ...replaces('toJSON of every object, to write messages of its own', 'the setters that lists go through'),
      ...replaces('what promises are made by', 'every method of the language'),
    ],
  },
  {
    what: 'errors that are silenced',
    tests: sandbox('cannot keep an error from being told: by silencing its event, or before anybody listens'),
  },
  { what: 'late messages after Stop', tests: stopped('goes on speaking') },
  {
    what: 'closing the worker',
    tests: [
      ...realm('the end of its worker by close'),
      ...pageRun('is blocked when it leaves pings without an answer for two to three seconds'),
    ],
    because: 'a worker that is closed is a silent one, and pings have a row',
  },
  {
    what: 'hostile getters, Proxies and errors',
    tests: [
      ...sandbox('may throw an error that is a trap at every look'),
      ...sandbox('cannot hurt the page by the shape of what it prints'),
      ...of('src/runner/tracing.test.ts')('shows values without running anything of the program'),
    ],
    because: 'nothing calls a getter; how much is read of a value is limited, which has a row',
  },
  {
    what: 'breaking out of the wrapper',
    tests: [
      ...sandbox(
        'cannot break out of its wrapper by $by',
        'a comment’s end',
        'the end of a script element',
        'a backtick',
      ),
      ...of('src/runner/compile/compile.test.ts')('whatever is written'),
    ],
    because: SHOWN_OUT,
  },

  {
    what: 'a look for what is left in the realm',
    tests: sandbox('finds in its realm nothing of the platform that was not meant for it'),
  },
  { what: 'a look at who called it', tests: sandbox('cannot see by its errors who called it') },
  {
    what: 'calling what the compiler has put into the program',
    tests: sandbox(
      'that %s ends as others do, and the page lives on',
      'calls its beacons with a line that is none',
      'calls them with what is no line',
    ),
  },
  { what: 'a death with much to say', tests: walls('is ended by its death, with no more than a line about it') },
  {
    what: 'runs without end',
    tests: sandbox('that is run and stopped fifty times leaves one frame, no worker and nothing of itself'),
  },
  {
    what: 'taking the right to evaluate from one page to another',
    tests: sandbox(
      'keeps its right to itself when it is entered and left %s, and on the way back and forward',
      'by a link',
      'by code',
    ),
  },

  // What comes from an address or from storage.
  {
    what: 'a hostile link',
    tests: [
      ...links('is found damaged wherever its data was changed, and never throws'),
      ...links('of 20 MB in 26 kB is refused'),
      ...links('longer than 32 KiB is not read at all'),
      ...input('in a link, %s is refused, and the original stays', 'no UTF-8', 'nothing', 'a bomb in one letter'),
      ...input('in a link, a program of %s is shown, and the page can be used', 'one word', 'templates in templates'),
      ...input(
        'an id %s in an address leads nowhere else, where a page is opened with it',
        'of every prototype',
        'that is a script',
      ),
      ...of('src/edits/link-hash.test.ts')('%j is no link to an example'),
    ],
    because: 'shows that the page can be used; what an id may be has a row',
  },
  {
    what: 'hostile content of the storage',
    tests: [
      ...input('in every place of the storage leaves the page as it is'),
      ...of('src/edits/kept-edits.test.ts')('does not take %j for an edit'),
    ],
  },
]
