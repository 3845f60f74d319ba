import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { Playground, Site, type Visit } from './site'

/** What the tests of a group share; filled in before the first of them. */
export interface SharedPage {
  site: Site
  visit: Visit
  playground: Playground
}

/**
 * One page for all tests of the group it is called in, at the speed `instant`: opening one takes longer than most runs.
 * Runs begin anew by themselves, which these very tests show; a page on which a test failed is not used again.
 */
export function sharePage(path: string, id: string): SharedPage {
  const shared = {} as SharedPage
  let isOpen = false

  beforeAll(async () => {
    shared.site = await Site.open()
  })
  afterAll(() => shared.site.close())
  beforeEach(async () => {
    if (!isOpen) {
      shared.visit = await shared.site.visit(path)
      shared.playground = new Playground(shared.visit.page, id)
      isOpen = true
    }
    shared.visit.problems.length = 0
    await shared.playground.speed('instant')
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    isOpen = false
    await shared.visit.close()
  })
  return shared
}
