import type { TraceEvent } from 'asyncio-ts/trace'
import { shape, toMarkup } from '../../../views/shape'
import { saveFile } from '../save-file'
import type { ScenePicture } from './Scene'

const WIDTH = 800

interface SavedRun {
  readonly id: string
  /** The last one says whether events are missing, how many and why. */
  readonly events: readonly TraceEvent[]
  /** Nothing is known of lines and generators. */
  readonly plain?: true
  readonly beside?: unknown
}

export function saveJson(name: string, run: SavedRun): void {
  saveFile(name, `${JSON.stringify(run, null, 1)}\n`)
}

/** Saves a view as a picture that stands for itself, and says what is not in it. */
export function saveSvg(name: string, picture: ScenePicture, notices: readonly string[]): void {
  if (picture.drawing) saveFile(name, standalone(picture, picture.drawing, notices))
}

const TITLE = 24

/** With the page's own rules and colours, as they are now, and as much width as all labels need. */
function standalone(
  { title, beside }: ScenePicture,
  drawing: NonNullable<ScenePicture['drawing']>,
  notices: readonly string[],
): string {
  const width = Math.max(drawing.minWidth, WIDTH)
  const style = `${tokens()}\n${rules().join('\n')}\n${ALL_LABELS}`
  const parts = beside === null ? [{ title: '', ...drawing }] : [{ title, ...drawing }, beside]
  let y = 12
  const placed = parts.flatMap((part) => {
    const titled = part.title === '' ? [] : [shape('text', { x: 16, y: y + 12, class: 'view-caption' }, part.title)]
    if (titled.length > 0) y += TITLE
    const picture = shape('svg', { x: 16, y, width, height: part.height, overflow: 'visible' }, part.shape)
    y += part.height
    return [...titled, picture]
  })
  const said = notices.map((notice) => {
    y += TITLE
    return shape('text', { x: 16, y: y - 4, class: 'view-caption' }, notice)
  })
  const frame = shape(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: width + 32, height: y + 12 },
    shape('rect', { width: '100%', height: '100%', class: 'paper' }),
    ...placed,
    ...said,
  )
  return toMarkup(frame).replace(/>/, `><style>${style.replaceAll('<', '\\3c ')}</style>`)
}

const ALL_LABELS =
  '.view-from-480,.view-from-720{display:inline}.view-until-480{display:none}.paper{fill:var(--c-raised)}' +
  '.view-caption{fill:var(--c-muted);font:.8125rem var(--f-text)}'

/** The rules that speak of pictures, wherever the bundler has put them; those for widths are left out. */
function rules(): readonly string[] {
  const found: string[] = []
  const collect = (list: CSSRuleList): void => {
    for (const rule of list) {
      if (rule instanceof CSSStyleRule) {
        if (rule.selectorText.includes('.view-')) found.push(rule.cssText)
      } else if (rule instanceof CSSLayerBlockRule) collect(rule.cssRules)
    }
  }
  for (const sheet of document.styleSheets) collect(sheet.cssRules)
  return found
}

function tokens(): string {
  const style = getComputedStyle(document.documentElement)
  const names = [
    ...['paper', 'ink', 'muted', 'faint', 'rule', 'control-rule', 'raised', 'accent', 'danger'].map(
      (name) => `--c-${name}`,
    ),
    ...Array.from({ length: 8 }, (_, index) => `--c-task-${index + 1}`),
    ...['--f-text', '--f-mono', '--f-weight-strong'],
  ]
  return `svg{${names.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';')}}`
}
