// What a program may try to get out, each under a name: `sandbox.test.ts` and `walls.test.ts` try it in Chromium, and
// `browsers/walls.ts` in other browsers.

// What is refused only further out, by a policy, says something else.
const MISSING = /is not a (function|constructor)|is not defined|of undefined/
const NO_CODE = /unsafe-eval|TrustedScript|Code generation/

/** In a program, with the prelude: what is tried, and how it is refused. */
export const PROGRAM_ATTEMPTS: readonly (readonly [what: string, attempt: string, refusal: RegExp])[] = [
  ['the network by fetch', "await (globalThis as any).fetch('/tasks/')", MISSING],
  ['the network by XMLHttpRequest', "new (globalThis as any).XMLHttpRequest().open('GET', '/tasks/')", MISSING],
  ['the network by WebSocket', "new (globalThis as any).WebSocket('ws://localhost:1')", MISSING],
  ['the network by EventSource', "new (globalThis as any).EventSource('/tasks/')", MISSING],
  ['another script by importScripts', "(globalThis as any).importScripts('/tasks/')", MISSING],
  ['another script by import()', 'await new Function(\'return import("/tasks/")\')()', NO_CODE],
  ['WebAssembly', '(globalThis as any).WebAssembly.validate(new Uint8Array(8))', MISSING],
  ['waiting by Atomics', '(globalThis as any).Atomics.isLockFree(4)', MISSING],
  ['the end of its worker by close', '(globalThis as any).close()', MISSING],
  ['a channel', 'new (globalThis as any).MessageChannel()', MISSING],
  ['what its worker hears', "(globalThis as any).addEventListener('message', () => {})", MISSING],
  ['an address for code of its own', "(URL as any).createObjectURL('x')", MISSING],
  ['a font', "new (globalThis as any).FontFace('x', 'url(x)')", MISSING],
  ['the navigator', '(globalThis as any).navigator.userAgent', MISSING],
  ['its own address', '(globalThis as any).location.href', MISSING],
  ['evaluation by Function', "new Function('return 1')()", NO_CODE],
  ['evaluation by eval', "(globalThis as any).eval('1')", MISSING],
  ['a worker of its own', "new (globalThis as any).Worker('data:text/javascript,')", MISSING],
  ['storage by indexedDB', "(globalThis as any).indexedDB.open('x')", MISSING],
  ['other pages by BroadcastChannel', "new (globalThis as any).BroadcastChannel('x')", MISSING],
  ['the page by postMessage', "(globalThis as any).postMessage('x')", MISSING],
  // Three that no worker has here, whoever strips it.
  ['storage by caches', "await (globalThis as any).caches.open('x')", MISSING],
  ['shared memory', 'new (globalThis as any).SharedArrayBuffer(8)', MISSING],
  ['the page by document', '(globalThis as any).document.body.remove()', MISSING],
]

/** In a worker without the prelude. */
export const WORKER_ATTEMPTS: readonly (readonly [what: string, attempt: string])[] = [
  ['a server by fetch', "await fetch(LURE, { mode: 'no-cors' })"],
  ['data by fetch', "await fetch('data:,x')"],
  ['a blob of its own by fetch', 'await fetch(blob())'],
  ['a server by XMLHttpRequest', "const x = new XMLHttpRequest(); x.open('GET', LURE + 'data.json', false); x.send()"],
  ['a server by EventSource', "await opened(new EventSource(LURE + 'events'))"],
  ['a server by WebSocket', "await opened(new WebSocket(LURE.replace('http', 'ws')))"],
  ['a server by a font', "await new FontFace('x', 'url(' + LURE + 'font.woff2)').load()"],
  ['a script by importScripts', "importScripts(LURE + 'script.js')"],
  ['a script of its own by importScripts', 'importScripts(blob())'],
  ['a module', "await import(LURE + 'script.js')"],
  ['a module of its own', "await import('data:text/javascript,export default 1')"],
  ['a module from a blob', 'await import(blob())'],
  ['evaluation', "eval('1')"],
  ['evaluation by Function', "new Function('1')"],
  ['evaluation by a timer', "await new Promise((done) => { self.done = done; setTimeout('done()', 0) })"],
  ['WebAssembly', 'await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))'],
  ['a worker from an address', "await heard(new Worker(LURE + 'worker.js'))"],
  [
    'storage by indexedDB',
    "await opened({ set onopen(f) { r.onsuccess = f }, set onerror(f) { r.onerror = f } }, r = indexedDB.open('x'))",
  ],
  ['storage by caches', "await caches.open('x')"],
  ['the file system', 'await navigator.storage.getDirectory()'],
  ['locks', "await navigator.locks.request('x', () => {})"],
  [
    'other pages by BroadcastChannel',
    "await new Promise((done) => { const c = new BroadcastChannel('echo'); c.onmessage = done; c.postMessage('x') })",
  ],
]

/** What only a document has. */
export const DOCUMENT_ATTEMPTS: readonly (readonly [what: string, attempt: string])[] = [
  ['the document', 'document.body.remove()'],
  ['the window', 'window.name'],
  ['the page’s address', "top.location.hash = 'x'"],
  ['a dialog', 'prompt'],
  ['a popup', 'open'],
  ['an image', 'new Image()'],
  ['a beacon', "navigator.sendBeacon('http://localhost/')"],
  ['WebRTC', 'new RTCPeerConnection()'],
  ['local storage', 'localStorage.length'],
  ['cookies', 'document.cookie'],
  ['a service worker', 'navigator.serviceWorker.register'],
  ['the clipboard', 'navigator.clipboard.writeText'],
]

/** What the attempts of workers take for granted. */
export const helpers = (lure: string) => `
  var r
  const LURE = ${JSON.stringify(lure)}
  const opened = (source) => new Promise((ok, no) => { source.onopen = ok; source.onerror = no })
  const heard = (source) => new Promise((ok, no) => { source.onmessage = ok; source.onerror = no })
  const blob = () => URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }))
  // Some refusals come as an event and never settle the attempt.
  addEventListener('error', (event) => { event.preventDefault(); say('refused') })
  setTimeout(() => say('refused'), 1500)`

/** Has the controller start a worker for a pool, and tells that one so: it runs the same script, with a channel for its port. */
export const POOL = `const c = new MessageChannel(); c.port1.postMessage('pool');
  port.postMessage(JSON.stringify({ v: V, type: 'run/pool', runId: 1, worker: typeof n === 'number' ? n : 1 }), [c.port2])`

/** A worker that says what it may not: in whose name, and how. */
export const FORGERIES: readonly (readonly [name: string, script: string])[] = [
  [
    'another run',
    "port.postMessage(JSON.stringify({ v: V, type: 'run/end', runId: 2, ending: { kind: 'finished' } }))",
  ],
  ['the frame', "port.postMessage(JSON.stringify({ v: V, type: 'frame/pong', runId: 0, nonce: 0 }))"],
  [
    'the controller',
    "port.postMessage(JSON.stringify({ v: V, type: 'run/crash', runId: 1, reason: 'worker died', detail: 'mine' }))",
  ],
  ['nobody', "port.postMessage('nonsense')"],
  ['nobody, with what is no text', 'port.postMessage({ v: V })'],
  ['nobody, past its port', "postMessage('x')"],
  [
    'itself too often',
    "for (let i = 0; i < 5000; i++) port.postMessage(JSON.stringify({ v: V, type: 'run/begin', runId: 1 }))",
  ],
  ['itself at too great a length', "say('x'.repeat(3e6))"],
  ['itself in a line that no prelude prints', "say('x'.repeat(2e5))"],
  [
    'itself in more lines than a batch has',
    `port.postMessage(JSON.stringify({ v: V, type: 'run/output', runId: 1, time: 0, turns: 0,
      lines: Array.from({ length: 2000 }, () => ({ stream: 'log', text: '', time: 0 })) }))`,
  ],
  ['a pool, without a channel to its worker', POOL.replace(', [c.port2]', '')],
  ['a pool with more workers than a run may have', `for (let n = 1; n <= 5; n++) { ${POOL} }`],
  ['a pool with the same worker twice', `{ ${POOL} } { ${POOL} }`],
]

/** A worker that would not go. */
export const STAYING: readonly (readonly [what: string, script: string])[] = [
  ['goes on speaking', "say('on'); setInterval(() => say('late'), 20)"],
  ['computes', "say('on'); for (;;) {}"],
  [
    'waits by Atomics',
    `const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
     say('on'); Atomics.wait(new Int32Array(buffer), 0, 0); say('late')`,
  ],
  [
    'has a pool whose worker computes',
    `port.onmessage = ({ data }) => { if (data === 'pool') for (;;) {} }; ${POOL}; say('on')`,
  ],
  [
    'has started another, and given it its port',
    `const inner = new Worker(trustedTypes.createPolicy('playground', { createScriptURL: (url) => url }).createScriptURL(
       URL.createObjectURL(new Blob(['onmessage = ({ ports: [port] }) => { const say = () => port.postMessage(' +
         JSON.stringify(JSON.stringify({ v: V, type: 'run/output', runId: 1, time: 0, turns: 0,
           lines: [{ stream: 'log', text: 'on', time: 0 }] })) + '); say(); setInterval(say, 20) }']))))
     inner.postMessage(null, [port])`,
  ],
]

/** In the frame itself. */
export const FRAME_ATTEMPTS: readonly (readonly [what: string, code: string])[] = [
  ['a server by fetch', "await fetch(LURE, { mode: 'no-cors' })"],
  ['a server by a beacon', "navigator.sendBeacon(LURE, 'x')"],
  ['a server by an image', "add('img', { src: LURE + 'image.svg' })"],
  ['a server by a style sheet', "add('link', { rel: 'stylesheet', href: LURE + 'style.css' })"],
  ['a server by a font', "await new FontFace('x', 'url(' + LURE + 'font.woff2)').load()"],
  ['a server by a script', "add('script', { src: LURE + 'script.js' })"],
  ['a server by a frame', "add('iframe', { src: LURE })"],
  [
    'a server by a form',
    "const f = Object.assign(document.createElement('form'), { action: LURE, method: 'post' }); document.documentElement.append(f); f.submit()",
  ],
  ['a server by going there', 'location.href = LURE'],
  ['the page’s address', "top.location.href = LURE + 'elsewhere'"],
  ['a popup', "open(LURE + 'popup')"],
  ['a dialog', "alert('x')"],
  [
    'a download',
    "const a = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' }); a.click()",
  ],
  ['the page’s document', 'return parent.document.body !== null'],
  ['local storage', "localStorage.setItem('x', 'x'); return true"],
  ['cookies', "document.cookie = 'x=x'; return document.cookie.includes('x=x')"],
  ['storage by indexedDB', "indexedDB.open('x'); return true"],
  ['storage by caches', "await caches.open('x'); return true"],
  [
    'an inline script',
    "globalThis.ran = false; add('script', { textContent: 'globalThis.ran = true' }); return globalThis.ran",
  ],
  [
    'a handler in markup',
    "document.documentElement.setAttribute('onclick', 'globalThis.clicked = true'); document.documentElement.click(); return globalThis.clicked === true",
  ],
]
