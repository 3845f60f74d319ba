/** The pages of the site that `npm run defences` builds. */
export const pages = ['generators', 'tasks', 'react'] as readonly string[]

export default { book: pages }
