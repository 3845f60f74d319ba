import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { awake, Site } from './site'

const LANDMARKS = ['banner', 'navigation', 'complementary', 'main', 'contentinfo']

interface Heard {
  readonly role: string
  readonly name: string
  readonly level: number
  /** Whether it stands in the main part. */
  readonly main: boolean
  /** Where it begins on the page; NaN for what has no box. */
  readonly top: number
}

// As who hears the page goes through it: the browser's own tree for assistive technology, in its order.
describe('a page that is read aloud', () => {
  let site: Site

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())

  /** What is announced of a page, one after the other. */
  async function hear(path: string): Promise<Heard[]> {
    const { page, close } = await site.visit(path)
    try {
      await awake(page)
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('DOM.getDocument')
      const { nodes } = await devtools.send('Accessibility.getFullAXTree')
      const byId = new Map(nodes.map((node) => [node.nodeId, node]))
      const heard: Heard[] = []
      const go = async (node: (typeof nodes)[number], inMain: boolean): Promise<void> => {
        const role = String(node.role?.value ?? '')
        const main = inMain || role === 'main'
        if ((!node.ignored && /^(heading|region|link|button)$/.test(role)) || LANDMARKS.includes(role)) {
          const level = Number(node.properties?.find(({ name }) => name === 'level')?.value.value ?? 0)
          const box = await devtools
            .send('DOM.getBoxModel', { backendNodeId: node.backendDOMNodeId ?? 0 })
            .catch(() => null)
          heard.push({
            role,
            name: String(node.name?.value ?? ''),
            level,
            main,
            top: box?.model.border[1] ?? Number.NaN,
          })
        }
        for (const id of node.childIds ?? []) {
          const child = byId.get(id)
          if (child !== undefined) await go(child, main)
        }
      }
      if (nodes[0] !== undefined) await go(nodes[0], false)
      return heard
    } finally {
      await close()
    }
  }

  test.each(['/', '/tasks/', '/zh-Hans/generators/', '/playground/', '/reference/python-map/'])(
    '%s has its parts named, and says them in the order in which they are seen',
    async (path) => {
      const heard = await hear(path)
      // Past the bar and the list of chapters, for who has heard them before.
      expect(heard.find(({ role }) => role === 'link')?.name).toMatch(/skip|跳到/i)
      expect(heard.filter(({ role }) => role === 'main')).toHaveLength(1)
      const ways = heard.filter(({ role }) => role === 'navigation').map(({ name }) => name)
      expect(new Set(ways).size, `${ways}`).toBe(ways.length)
      expect(heard.filter(({ role, name }) => /link|button|region|navigation/.test(role) && name === '')).toEqual([])

      const headings = heard.filter(({ role, main }) => role === 'heading' && main)
      expect(headings[0]?.level).toBe(1)
      const jumps = headings.filter(({ level }, at) => at > 0 && level > (headings[at - 1]?.level ?? 0) + 1)
      expect(jumps).toEqual([])
      expect(headings.filter(({ level }) => level === 1)).toHaveLength(1)
    },
  )

  test.each(['/', '/tasks/', '/zh-Hans/generators/', '/reference/python-map/'])(
    'headings and examples of %s come one below the other',
    async (path) => {
      const places = (await hear(path)).filter(({ role, main }) => /heading|region/.test(role) && main)
      expect(places.length).toBeGreaterThan(2)
      const tops = places.map(({ top }) => top)
      expect(tops).toEqual([...tops].sort((a, b) => a - b))
    },
  )
})
