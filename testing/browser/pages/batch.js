// A small client of POST /api/upload-batches that can go on where a closed tab stopped.

function estrade({ gateway, token }) {
  return async (method, path, body) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const response = await fetch(gateway + path, { method, headers, body: body && JSON.stringify(body) })
    if (!response.ok) throw new Error(`${method} ${path} answers ${response.status} ${await response.text()}`)
    return response.json()
  }
}

const chosenFile = () => document.querySelector('#file').files[0]

async function sendPart(file, partSize, { part_number: number, url }) {
  const start = (number - 1) * partSize
  const response = await fetch(url, { method: 'PUT', body: file.slice(start, start + partSize) })
  if (!response.ok) throw new Error(`part ${number} answers ${response.status}`)
  globalThis.partsDone += 1
  return { part_number: number, etag: response.headers.get('ETag') }
}

/** The store lists what has arrived; only the rest is signed and sent. */
async function sendMissing(call, id, file) {
  const { part_size: partSize, part_count: count, parts: arrived = [] } = await call('GET', `/api/uploads/${id}`)
  const there = new Set(arrived.map((part) => part.part_number))
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !there.has(number))
  const sent = []
  if (missing.length > 0) {
    const { parts } = await call('POST', `/api/uploads/${id}/parts`, { part_numbers: missing })
    for (const part of parts) sent.push(await sendPart(file, partSize, part))
  }
  const all = [...arrived.map(({ part_number, etag }) => ({ part_number, etag })), ...sent]
  return all.sort((left, right) => left.part_number - right.part_number)
}

globalThis.partsDone = 0

/** @return the id, which a shop keeps (localStorage, its own server) to go on later */
globalThis.announce = async (options) => {
  const file = chosenFile()
  const item = { client_ref: 'lesson', filename: file.name, content_type: file.type, size: file.size }
  const { uploads } = await estrade(options)('POST', '/api/upload-batches', { uploads: [item] })
  return uploads[0]
}

globalThis.send = async (options, id) => {
  const call = estrade(options)
  const parts = await sendMissing(call, id, chosenFile())
  return call('POST', `/api/uploads/${id}/complete`, { parts })
}
