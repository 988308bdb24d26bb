// What one trainer has begun is nobody else's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trainer, trainer2, videoId } from './harness/people.mjs'

const FILE = { filename: 'a.mp4', type: 'video/mp4', metadata: { name: 'a.mp4', type: 'video/mp4' } }
const PART = { PartNumber: 1, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' }

async function begun() {
  const { status, body } = await trainer.post('/s3/multipart', FILE)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

test('another user can use neither the upload id nor the key of an Uppy 5 upload', async () => {
  const { uploadId, key } = await begun()
  const query = `key=${encodeURIComponent(key)}`

  await trainer2.isRefused('GET', `/s3/multipart/${uploadId}?${query}`)
  await trainer2.isRefused('GET', `/s3/multipart/${uploadId}/1?${query}`)
  await trainer2.isRefused('GET', `/s3/multipart/${uploadId}/batch?${query}&partNumbers=1,2`)
  await trainer2.isRefused('POST', `/s3/multipart/${uploadId}/complete?${query}`, { parts: [PART] })
  await trainer2.isRefused('DELETE', `/s3/multipart/${uploadId}?${query}`)

  assert.equal((await trainer.get(`/s3/multipart/${uploadId}/1?${query}`)).status, 200)
  assert.equal((await trainer.delete(`/s3/multipart/${uploadId}?${query}`)).status, 200)
})

test('an upload id of another user does not open with a key of one\'s own', async () => {
  const theirs = await begun()
  const own = (await trainer2.post('/s3/multipart', FILE)).body
  const query = `key=${encodeURIComponent(own.key)}`

  await trainer2.isRefused('GET', `/s3/multipart/${theirs.uploadId}/1?${query}`)
  await trainer2.isRefused('DELETE', `/s3/multipart/${theirs.uploadId}?${query}`)
  assert.equal((await trainer2.get(`/s3/multipart/${own.uploadId}/1?${query}`)).status, 200)
})

test('another user gets no signature for an Uppy 6 upload', async () => {
  const { key } = (await trainer.post('/s3/sign', { method: 'POST', key: 'wish-a.mp4' })).body
  const other = (await trainer2.post('/s3/sign', { method: 'POST', key: 'wish-b.mp4' })).body
  assert.notEqual(key, other.key)

  for (const request of [
    { method: 'PUT', key, uploadId: 'any', partNumber: 1 },
    { method: 'GET', key, uploadId: 'any' },
    { method: 'POST', key, uploadId: 'any' },
    { method: 'DELETE', key, uploadId: 'any' },
  ]) {
    await trainer2.isRefused('POST', '/s3/sign', request)
  }
})

test('a wished key never overwrites somebody else\'s file', async () => {
  const { key } = (await trainer.post('/s3/sign', { method: 'PUT', key: 'wish.mp4', contentType: 'video/mp4' })).body
  const answer = await trainer2.post('/s3/sign', { method: 'PUT', key, contentType: 'video/mp4' })
  if (answer.status === 200) {
    assert.notEqual(answer.body.key, key)
    assert.ok(!answer.body.url.includes(videoId(key)))
  } else {
    assert.ok([403, 404].includes(answer.status), JSON.stringify(answer))
  }
})
