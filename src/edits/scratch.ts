/** The id, in links and in storage, of a program that is no example's: one of the reader's own, in the full-page playground. */
export const SCRATCH = 'scratch'
