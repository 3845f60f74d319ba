/** Whether a path is the page whose policy lets code run in the page itself, in whichever locale or base path. */
export function isReactPage(pathname: string): boolean {
  return /\/react\/?(?:index\.html)?$/.test(pathname) && !pathname.includes('/tags/')
}

/** Whether going from one path to the other enters or leaves that page. */
export function crossesReactBoundary(from: string, to: string): boolean {
  return isReactPage(from) !== isReactPage(to)
}
