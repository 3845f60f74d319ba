/** Docusaurus' translate, in English: the message with its placeholders filled. */
export function translate({ message }: { message: string }, values: Record<string, string | number> = {}): string {
  return message.replaceAll(/\{(\w+)\}/g, (placeholder, name) => String(values[name] ?? placeholder))
}
