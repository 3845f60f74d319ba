/*
 * What a call of `translate` says besides its id is data for translators: an English message, which a page in another
 * language never shows, and a description, which no page shows. Here the message becomes the page's own, and the
 * description goes.
 */
const STRING = `(?:'(?:[^'\\\\\\n]|\\\\.)*'|"(?:[^"\\\\\\n]|\\\\.)*")`
const FIELD = `(?:id|message|description):\\s*${STRING}\\s*,?\\s*`
const CALL = new RegExp(`\\btranslate\\(\\s*\\{\\s*((?:${FIELD})+)\\}`, 'g')
const FIELDS = new RegExp(`(id|message|description):\\s*(${STRING})`, 'g')
const ELEMENT = /<Translate\s+id="([\w.]+)"/g
const ID = /\bid:\s*(?:'([\w.]+)'|"([\w.]+)")/

/** The ids of calls that `inPlace` finds. */
export function idsOfCalls(source) {
  return [...source.matchAll(CALL)].flatMap(([call]) => idOf(call) ?? [])
}

/** The ids of elements, which look theirs up in the table. */
export function idsOfElements(source) {
  return [...source.matchAll(ELEMENT)].map(([, id]) => id)
}

/** `source` with the words of `translations` in its calls, and without descriptions. Lines stay where they are. */
export function inPlace(source, translations) {
  return source.replace(CALL, (call, fields) => {
    const id = idOf(call)
    if (id === null) return call
    const own = translations[id]
    const lean = fields.replace(FIELDS, (field, name) => {
      if (name === 'description') return breaksOf(field)
      return name === 'message' && own !== undefined ? `message: ${JSON.stringify(own)}${breaksOf(field)}` : field
    })
    return call.replace(fields, () => lean.replace(/,(\s*),/g, ',$1').replace(/,(\s*),/g, ',$1'))
  })
}

function idOf(call) {
  const found = ID.exec(call)
  return found ? (found[1] ?? found[2]) : null
}

const breaksOf = (text) => text.replace(/[^\n]/g, '')
