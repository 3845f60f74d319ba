/** Stands for any block of Docusaurus' theme that shows code. */
export default function CodeBlock({ children }: { children?: string }) {
  return <pre>{children}</pre>
}
