/**
 * What is known of an example's run before anybody runs it: from the run that was made when the site was built. It goes
 * into the page beside the example.
 */
export interface Recording {
  /** The loop time of each line of the output, in seconds; null for a line that was printed with the one before it. */
  readonly times: readonly (number | null)[]
  /** Loop time at the end, in seconds. */
  readonly time: number
  /** Turns executed by all event loops of the run. */
  readonly turns: number
  /** How high the picture of the run is, in pixels; none: nothing is drawn. */
  readonly picture?: number
  /** Of an example that asks for a prediction: what can be answered, and which of it is what happened. */
  readonly predict?: { readonly options: readonly string[]; readonly answer: number }
}
