import { describe, expect, test } from 'vitest'
import { heldBack } from './late'

describe('scripts are held back', () => {
  test('in order, with the wake behind them, and nothing else changed', () => {
    const html =
      '<html><head><script>1</script><script src=/a.js defer></script><script src="/b.js" defer></script></head><body>x</body></html>'
    expect(heldBack(html, 'wake()')).toBe(
      '<html><head><script>1</script><script type="text/late" src=/a.js></script><script type="text/late" src="/b.js"></script>' +
        '<script>wake()</script></head><body>x</body></html>',
    )
  })

  test('wherever the attribute stands, and only in the head', () => {
    const html = '<head><script defer src="/a.js"></script></head><body><script defer src="/b.js"></script></body>'
    expect(heldBack(html, '')).toBe(
      '<head><script type="text/late" src="/a.js"></script><script></script></head><body><script defer src="/b.js"></script></body>',
    )
  })

  test('a page without any says what was expected', () => {
    expect(() => heldBack('<head></head>', '')).toThrow('Expected deferred scripts in the head')
    expect(() => heldBack('<p>no head</p>', '')).toThrow('Expected a page with a </head>')
  })
})
