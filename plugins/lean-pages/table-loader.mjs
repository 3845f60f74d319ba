/** What is left of the table of translations: the words that stand in no call. */
export default function rest(source) {
  const { drop } = this.getOptions()
  const words = Object.entries(JSON.parse(source)).filter(([id]) => !drop.includes(id))
  return JSON.stringify(Object.fromEntries(words))
}
