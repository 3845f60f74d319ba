import { FenceError } from './fence-error'

/** The ids of one page: those of headings and of examples share its anchors. */
export class PageIds {
  readonly #owners = new Map<string, { what: 'heading' | 'example'; line: number }>()

  /** Takes an id, or throws a FenceError when something earlier on the page has it. */
  claim(id: string, what: 'heading' | 'example', line: number): void {
    const owner = this.#owners.get(id)
    if (owner === undefined) {
      this.#owners.set(id, { what, line })
      return
    }
    throw new FenceError({
      line,
      problem: `the id \`${id}\` is taken by the ${owner.what} on line ${owner.line}`,
      found: what === 'example' ? `id=${id}` : `{#${id}}`,
      expected: 'an id that nothing else on the page has, neither heading nor example',
      write: what === 'example' ? `id=${id}-2, or a better name` : `{#${id}-2}, or a better name`,
    })
  }
}
