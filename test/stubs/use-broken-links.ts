/** Outside a build nobody collects anchors. */
export default function useBrokenLinks() {
  return { collectAnchor() {}, collectLink() {} }
}
