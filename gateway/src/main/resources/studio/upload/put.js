// One PUT to the store, by XMLHttpRequest: fetch does not tell how much is on its way.
import { storeIsClosed } from './store.js'

/** @return when it is there */
export function putFile(url, file, { headers = {}, onBytes = () => {}, signal }) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) {
      // The browser sets the length itself, and lets nobody else.
      if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value)
    }
    let moved = false
    request.upload.addEventListener('progress', ({ loaded }) => {
      moved = true
      onBytes(loaded)
    })
    request.addEventListener('error', async () => {
      const closed = !moved && (await storeIsClosed())
      failed(Object.assign(new Error(), { status: 0, code: closed ? 'store.unreachable' : 'network' }))
    })
    request.addEventListener('abort', () => failed(new DOMException('', 'AbortError')))
    request.addEventListener('load', () => {
      if (request.status === 200) done()
      else failed(Object.assign(new Error(`The store answers ${request.status}`), { status: request.status, code: 'store' }))
    })
    signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
