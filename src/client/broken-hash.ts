import { decodableHash } from './decodable-hash'

// When the hash of a page changes, Docusaurus decodes it to scroll there, and throws where `%` is followed by what is no
// code: the page would be replaced by its error page, only because a link lost a letter. So such a hash is written with
// its `%` escaped, before the router hears of the change.
if (typeof window !== 'undefined') {
  window.addEventListener(
    'popstate',
    () => {
      const hash = decodableHash(location.hash)
      if (hash !== location.hash) history.replaceState(history.state, '', hash)
    },
    { capture: true },
  )
}
