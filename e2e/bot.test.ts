/** The bot, broken and mended by a reader. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { awake, Playground, Site } from './site'

let site: Site
beforeAll(async () => {
  site = await Site.open()
})
afterAll(() => site.close())

test('the bot is broken by hand, shows what that does, and is mended, by hand and by Reset', async () => {
  const { page, problems, close } = await site.visit('/bot/')
  await awake(page)
  const program = await (await page.request.get(new URL('/examples/bot.ts', site.url).href)).text()
  const playground = new Playground(page, 'bot')
  await playground.speed('instant')
  await playground.run()
  const right = await playground.lines()
  const said = right.map(({ text }) => text)
  for (const text of ['chat: @Ada: Oslo, snow', 'bot: no reply, gives up on Bo', 'chat: @Cy: Lima, fog']) {
    expect(said.filter((line) => line === text)).toHaveLength(1)
  }

  // The reader of the connection waits for a reply that only it could read: nobody is answered.
  const work = 'this.#start(this.weather(from))'
  expect(program.split(work)).toHaveLength(2)
  await playground.write(program.replace(work, 'yield* this.weather(from)'))
  await playground.run()
  const broken = await playground.texts()
  expect(broken.some((text) => text.includes('@'))).toBe(false)
  expect(broken.at(-1)).toContain('gives up on Ada')

  await playground.write(program)
  await playground.run()
  expect(await playground.lines()).toEqual(right)

  await playground.write(program.replace(work, 'yield* this.weather(from)'))
  await playground.button('Reset').click()
  await playground.run()
  expect(await playground.lines()).toEqual(right)
  expect(problems).toEqual([])
  await close()
})
