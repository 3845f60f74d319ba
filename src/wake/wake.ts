/*
 * In the head of each page, inline. The page is whole without its scripts, so they are fetched at the first sign of a
 * reader: a pointer that moves, a touch, a key, a scroll. What is clicked or pressed before they work is done again
 * once they do.
 */
import { asksForSearch } from '../components/Search/shortcut'

const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'scroll', 'focusin', 'click'] as const
/** These do their work without a script. */
const NATIVE = 'a[href], summary, label, input, select, textarea'

const root = document.documentElement
let waiting: string[] = []
let woken = false
let early: { readonly target: Element; readonly event: Event; readonly busy: Element | null }[] = []

function wake(): void {
  if (woken) return
  woken = true
  // A script that came before the end of the page would find half of it.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', fetchScripts)
  else fetchScripts()
}

function fetchScripts(): void {
  for (const src of waiting) {
    const script = document.createElement('script')
    script.src = src
    // In order, as they stand in the page.
    script.async = false
    script.onload = () => {
      waiting = waiting.filter((each) => each !== src)
    }
    // Without a network the page stays as it is; the next sign asks again.
    script.onerror = () => {
      woken = false
      script.remove()
    }
    document.head.append(script)
  }
}

/**
 * React listens at its root from the moment that it begins to hydrate, and what comes from then on it does itself, hydrating at
 * once. It says so nowhere but on the root.
 */
function reactListens(): boolean {
  const react = document.getElementById('__docusaurus')
  return react !== null && Object.keys(react).some((key) => key.startsWith('_reactListening'))
}

function onClick(event: MouseEvent): void {
  const { target } = event
  if (!(target instanceof Element) || target.closest(NATIVE) || reactListens()) return
  // A second click on a thing that did not answer is impatience.
  if (early.some((each) => each.target === target && each.event.type === 'click')) return
  const { clientX, clientY, detail, button, ctrlKey, metaKey, shiftKey, altKey } = event
  const like = { clientX, clientY, detail, button, ctrlKey, metaKey, shiftKey, altKey, view: window }
  const busy = target.closest('button')
  busy?.setAttribute('aria-busy', 'true')
  early.push({ target, busy, event: new MouseEvent('click', { ...like, ...TRAVELS }) })
}

function onKeyDown(event: KeyboardEvent): void {
  const { target } = event
  if (!(target instanceof Element) || target.closest(NATIVE) || event.key === 'Tab' || reactListens()) return
  // The browser would search by itself.
  if (asksForSearch(event)) event.preventDefault()
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event
  const like = { key, code, ctrlKey, metaKey, shiftKey, altKey, view: window }
  early.push({ target, busy: null, event: new KeyboardEvent('keydown', { ...like, ...TRAVELS }) })
}

const TRAVELS = { bubbles: true, cancelable: true, composed: true }

function onHydrated(): void {
  if (root.dataset.hasHydrated !== 'true') return
  observer.disconnect()
  for (const sign of SIGNS) removeEventListener(sign, wake, true)
  removeEventListener('click', onClick, true)
  removeEventListener('keydown', onKeyDown, true)
  // Where the pointer and the focus are, they were before anybody could hear them come.
  const hovered = [...document.querySelectorAll(':hover')].at(-1)
  hovered?.dispatchEvent(new PointerEvent('pointerover', TRAVELS))
  document.activeElement?.dispatchEvent(new FocusEvent('focusin', TRAVELS))
  const events = early
  early = []
  for (const { target, event, busy } of events) {
    busy?.removeAttribute('aria-busy')
    target.dispatchEvent(event)
  }
}

const observer = new MutationObserver(onHydrated)

/** Whether the page without its scripts is not yet what this reader should see. */
function showsMore(): boolean {
  // The address names a program, a step, or a place that is not there.
  if (location.hash !== '' || location.search !== '') return true
  try {
    // An edit that is kept, the language in which code is read.
    return Object.keys(localStorage).some((key) => key.startsWith('playground.'))
  } catch {
    return false
  }
}

for (const script of document.querySelectorAll<HTMLScriptElement>('script[type="text/late"]')) waiting.push(script.src)
root.dataset.wakes = ''
for (const sign of SIGNS) addEventListener(sign, wake, { capture: true, passive: true })
addEventListener('click', onClick, true)
addEventListener('keydown', onKeyDown, true)
observer.observe(root, { attributes: true, attributeFilter: ['data-has-hydrated'] })
if (showsMore()) wake()
