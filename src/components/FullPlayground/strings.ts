import { translate } from '@docusaurus/Translate'

/** The strings of the full-page playground: functions, as in `Playground/strings.ts`. */
export const strings = {
  title: () => translate({ id: 'fullPlayground.title', message: 'Playground' }),
  description: () =>
    translate({
      id: 'fullPlayground.description',
      message: 'Write a program with coroutines and run it in the page, or take any example of the book and change it.',
    }),
  examples: () => translate({ id: 'fullPlayground.examples', message: 'Examples' }),
  search: () => translate({ id: 'fullPlayground.search', message: 'Find an example' }),
  found: (count: number) =>
    translate({ id: 'fullPlayground.found', message: '{count} examples' }, { count: `${count}` }),
  foundOne: () => translate({ id: 'fullPlayground.found.one', message: '1 example' }),
  foundNone: () => translate({ id: 'fullPlayground.found.none', message: 'No example has that in its name.' }),
  own: () => translate({ id: 'fullPlayground.own', message: 'A program of your own' }),
  ownHint: () =>
    translate({
      id: 'fullPlayground.ownHint',
      message: 'What you write here stays in this browser. Share makes a link that carries it.',
    }),
  from: (title: string) => translate({ id: 'fullPlayground.from', message: 'From the chapter “{title}”' }, { title }),
  fromPage: (title: string) => translate({ id: 'fullPlayground.fromPage', message: 'From “{title}”' }, { title }),
  edited: () => translate({ id: 'fullPlayground.edited', message: 'edited' }),
  kept: (count: number) =>
    translate({ id: 'fullPlayground.kept', message: '{count} edits are kept in this browser.' }, { count: `${count}` }),
  keptOne: () => translate({ id: 'fullPlayground.kept.one', message: '1 edit is kept in this browser.' }),
  clear: () => translate({ id: 'fullPlayground.clear', message: 'Forget them' }),
  clearOne: () => translate({ id: 'fullPlayground.clear.one', message: 'Forget it' }),
  cleared: () => translate({ id: 'fullPlayground.cleared', message: 'Nothing is kept any more.' }),
  undo: () => translate({ id: 'fullPlayground.undo', message: 'Undo' }),
  unknown: (id: string) =>
    translate(
      {
        id: 'fullPlayground.unknown',
        message: 'The book has no example named “{id}”. The link’s code is shown below.',
      },
      { id },
    ),
  unknownPlain: (id: string) =>
    translate({ id: 'fullPlayground.unknown.plain', message: 'The book has no example named “{id}”.' }, { id }),
  unreachable: () =>
    translate({
      id: 'fullPlayground.unreachable',
      message: 'The example could not be loaded. Check the connection, then choose it again.',
    }),
}
