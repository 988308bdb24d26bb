// A store that the browser cannot reach looks like a network that is away.

/** The platform answers, so it is not the network: the store's CORS rules may not allow this page (docs/store.md). */
export async function storeIsClosed() {
  return navigator.onLine && fetch('/.well-known/estrade').then(({ ok }) => ok, () => false)
}
