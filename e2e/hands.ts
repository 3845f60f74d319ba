import type { Locator, Page } from 'playwright-core'

/** By what a reader works a page: each presses buttons, chooses from lists and comes into the code in its own way. */
export interface Hand {
  press(target: Locator): Promise<void>
  /** The fourth choice of the clock is the one that does not wait. */
  choose(list: Locator, index: number): Promise<void>
  enter(code: Locator): Promise<void>
}

export type HandName = 'mouse' | 'touch' | 'keys'

export function handOf(name: HandName, page: Page, root: Locator): Hand {
  switch (name) {
    case 'mouse':
      return pointing((target) => target.click())
    case 'touch':
      return pointing((target) => target.tap())
    case 'keys':
      return keys(page, root)
  }
}

function pointing(press: (target: Locator) => Promise<void>): Hand {
  return {
    press,
    choose: async (list, index) => {
      await list.selectOption({ index })
    },
    enter: press,
  }
}

/** Stops of the Tab key that a playground may have before the one that is looked for. */
const MOST_STOPS = 60

/** Nothing but keys: from the playground's first stop Tab leads on, arrows lead along the toolbar and the tabs. */
function keys(page: Page, root: Locator): Hand {
  const reach = async (target: Locator) => {
    await root.getByRole('link').first().focus()
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      const at = await target.evaluate((node) => {
        const active = document.activeElement
        const bar = node.closest('[role=toolbar], [role=tablist]')
        if (node === active) return 'there'
        if (active?.closest('.cm-editor')) return 'in the editor'
        return bar?.contains(active) ? 'in its row' : 'elsewhere'
      })
      if (at === 'there') return
      if (at === 'in the editor') await page.keyboard.press('Escape')
      await page.keyboard.press(at === 'in its row' ? 'ArrowRight' : 'Tab')
    }
    throw new Error(`the keyboard does not come to ${target}`)
  }
  return {
    press: async (target) => {
      await reach(target)
      await page.keyboard.press('Enter')
    },
    choose: async (list, index) => {
      await reach(list)
      const at = await list.evaluate((node: HTMLSelectElement) => node.selectedIndex)
      for (let step = at; step < index; step += 1) await page.keyboard.press('ArrowDown')
      for (let step = at; step > index; step -= 1) await page.keyboard.press('ArrowUp')
    },
    enter: async (code) => {
      await reach(code)
      await page.keyboard.press('Enter')
    },
  }
}
