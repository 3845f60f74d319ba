/** What a browser finds behind `@recorded-pictures`: the pictures stand in the HTML already. */
const pictures: Readonly<Record<string, string>> = {}
export default pictures
