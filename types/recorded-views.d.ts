/** Pictures of runs by the ids of their examples: see `plugins/recorded-views`. Only the server finds any. */
declare module '@recorded-pictures' {
  const pictures: Readonly<Record<string, string>>
  export default pictures
}
