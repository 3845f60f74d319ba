/** What an example leaves out because it goes without saying, and what is seen when it runs. */
export interface Setting {
  /** What it presumes: stands before it, in the same function. */
  readonly before?: string
  /** Stands behind it: uses what it declares, or ends what it began. */
  readonly after?: string
  /** What is printed, by it or by what is given. */
  readonly prints?: readonly (string | RegExp)[]
  /** The name of the error that ends it: it would go on for ever. */
  readonly throws?: string
  /** Runs beside any loop, since it begins one itself. */
  readonly outside?: true
}

export type Settings = Readonly<Record<string, Setting>>
