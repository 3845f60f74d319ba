import { translate } from '@docusaurus/Translate'

/** The strings about links and kept edits: apart from `strings.ts`, since they come with the editor. */
export const strings = {
  fromLink: () => translate({ id: 'playground.link.shown', message: 'This code came with the link. Nothing has run.' }),
  fromLinkOverKept: () =>
    translate({
      id: 'playground.link.shownOverKept',
      message: 'This code came with the link. Your own edit is still here; changes to this code are not kept.',
    }),
  toOriginal: () => translate({ id: 'playground.link.toOriginal', message: 'Show the original' }),
  toMine: () => translate({ id: 'playground.kept.toMine', message: 'Show my edit' }),
  keepShown: () => translate({ id: 'playground.kept.keepShown', message: 'Keep this instead' }),
  keptShown: () => translate({ id: 'playground.kept.keptShown', message: 'your earlier edit was replaced' }),
  damaged: () =>
    translate({
      id: 'playground.link.damaged',
      message: 'The link is damaged or was cut off: its code cannot be read. Ask for it once more, or open it whole.',
    }),
  newer: () =>
    translate({
      id: 'playground.link.newer',
      message: 'The link was made by a later version of this site: reload the page, then open it again.',
    }),
  oversized: () =>
    translate({
      id: 'playground.link.oversized',
      message: 'The link holds more than a program may have, so its code was not read.',
    }),
  dismiss: () => translate({ id: 'playground.link.dismiss', message: 'OK' }),

  other: () =>
    translate({ id: 'playground.kept.other', message: 'Another edit of this example is kept in this browser.' }),
  otherTyped: () =>
    translate({
      id: 'playground.kept.otherTyped',
      message: 'Another edit of this example was made in another tab. What stands here is not kept until you choose.',
    }),
  changed: () => translate({ id: 'playground.kept.changed', message: 'The example has changed since you edited it.' }),
  keepMine: () => translate({ id: 'playground.kept.keepMine', message: 'Keep my edit' }),
  takeNew: () => translate({ id: 'playground.kept.takeNew', message: 'Show the new one' }),
  unreadable: () =>
    translate({
      id: 'playground.kept.unreadable',
      message: 'Something is kept for this example that cannot be read.',
    }),
  save: () => translate({ id: 'playground.kept.save', message: 'Save it as a file' }),
  discard: () => translate({ id: 'playground.kept.discard', message: 'Discard it' }),
  discarded: () => translate({ id: 'playground.kept.discarded', message: 'discarded' }),
  refused: () =>
    translate({
      id: 'playground.kept.refused',
      message: 'The browser does not let this edit be kept: it is gone after a reload.',
    }),
  tooLongToKeep: () =>
    translate({
      id: 'playground.kept.tooLong',
      message: 'This edit is too long to be kept: it is gone after a reload.',
    }),

  tooLongToShare: (excess: string) =>
    translate({ id: 'playground.share.tooLong', message: 'Too long for a link, by {excess}.' }, { excess }),
  copyByHand: () =>
    translate({ id: 'playground.share.byHand', message: 'The browser refused to copy the link. Copy it from here:' }),
  link: () => translate({ id: 'playground.share.link', message: 'Link to this program' }),
  close: () => translate({ id: 'playground.share.close', message: 'Close' }),
}
