/** Put text on the clipboard. False when the browser refuses, or has no clipboard for pages without https. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
