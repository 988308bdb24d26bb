// The people of the tests and what they ask the gateway outside any page.
import assert from 'node:assert/strict'

export const GATEWAY = required('ESTRADE_GATEWAY')
export const trainer = person('ESTRADE_TRAINER_TOKEN')
export const trainer2 = person('ESTRADE_TRAINER2_TOKEN')

export function required(name) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: ./mvnw verify sets it, README.md says how to do it by hand`)
  return value
}

function person(variable) {
  const token = required(variable)
  const call = async (method, path, body) => {
    const headers = { Authorization: `Bearer ${token}` }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    const response = await fetch(GATEWAY + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    })
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
  }
  return {
    token,
    call,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
    /** Every status that says no and tells nothing. */
    async isRefused(method, path, body) {
      const answer = await call(method, path, body)
      assert.ok([403, 404].includes(answer.status), `${method} ${path} answers ${answer.status} ${JSON.stringify(answer.body)}`)
    },
    async complete(fileKey) {
      const id = videoId(fileKey)
      const answer = await call('POST', `/api/uploads/${id}/complete`, {})
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      assert.equal(answer.body.status, 'completed')
      return answer.body
    },
  }
}

/** The UUID in a file key is the upload's id everywhere. */
export function videoId(fileKey) {
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(fileKey)[0]
}
