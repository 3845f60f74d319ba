import { expect, test } from 'vitest'
import { readPage } from './read-page'

const html = `<html><head><meta name="keywords" content="yield"></head><body><nav>Chapters</nav><main><article>
<p>Chapter 1</p><div class="theme-doc-markdown markdown"><header><h1>Tasks</h1></header>
<p>Two <em>tasks</em>.</p><p>Wait.</p>
<h2 id="two">Two<a class="hash-link" href="#two">\u200b</a></h2><ul><li>one</li><li>two</li></ul><pre>const a = 1</pre>
<section data-playground="chapter" id="say" aria-label="say_after"><button>Run</button>
<div role="tabpanel"><pre>run(main)</pre></div><div role="tabpanel"><pre>asyncio.run(main())</pre></div></section>
<p>After it.</p></div><footer>Last updated</footer></article></main></body></html>`

test('a page is its text, cut at its headings, and its examples', () => {
  expect(readPage(html, 'tasks/', 1)).toEqual({
    path: 'tasks/',
    title: 'Tasks',
    keywords: 'yield',
    chapter: 1,
    sections: [
      { kind: 'page', id: '', heading: 'Tasks', text: 'Two tasks. Wait.', code: '' },
      { kind: 'heading', id: 'two', heading: 'Two', text: 'one · two · After it.', code: 'const a = 1' },
      { kind: 'example', id: 'say', heading: 'say_after', text: '', code: 'run(main)\nasyncio.run(main())' },
    ],
  })
})

test('a page without a heading of its own is none', () => {
  expect(readPage('<main><p>Nothing</p></main>', 'x/')).toBeNull()
})
