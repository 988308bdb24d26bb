// The direct-upload source's own JavaScript, unchanged, against Estrade.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from './harness/browser.mjs'
import { GATEWAY, trainer, videoId } from './harness/people.mjs'
import { MiB, videoFolder } from './harness/videos.mjs'

let browser
let videos
before(async () => {
  browser = await openBrowser()
  videos = await videoFolder()
})
after(async () => {
  await browser.close()
  await videos.remove()
})

test('the source client uploads, saves and is listed; its public_url gives the same bytes', async () => {
  const video = await videos.video('leçon 1.mp4', 3 * MiB)
  const page = await browser.open('pages/source-client.html')
  await page.setInputFiles('#videoFileInput', video.path)

  const [presigning, saving] = await Promise.all([
    answerOf(page, '/api/generate-presigned-url/'),
    answerOf(page, '/api/save-video-metadata/'),
    page.evaluate(
      ({ gateway, token }) => {
        callEstrade(gateway, token)
        return uploadVideoToR2(document.getElementById('videoFileInput').files[0])
      },
      { gateway: GATEWAY, token: trainer.token },
    ),
  ])

  assert.equal(await page.textContent('#progressText'), '100%')
  // The source never reads the second answer's body, so the browser never fetches it to the end.
  assert.equal(saving.status(), 200)
  const presigned = await presigning.json()
  await listed(videoId(presigned.file_key), presigned)
  const media = await fetch(presigned.public_url)
  assert.equal(media.status, 200, presigned.public_url)
  assert.ok(video.bytes.equals(Buffer.from(await media.arrayBuffer())), 'public_url gives the bytes of the file')
})

function answerOf(page, path) {
  return page.waitForResponse(
    (response) => response.url().includes(path) && response.request().method() !== 'OPTIONS',
  )
}

/** The list comes from another service, which hears of the item a moment later. */
async function listed(id, presigned) {
  const deadline = Date.now() + 10_000
  for (;;) {
    const { status, body } = await trainer.get('/api/media')
    assert.equal(status, 200, JSON.stringify(body))
    const item = body.data.find((candidate) => candidate.id === id)
    if (item) {
      assert.equal(item.title, 'Leçon filmée')
      assert.equal(item.public_url, presigned.public_url)
      return
    }
    assert.ok(Date.now() < deadline, `GET /api/media does not list ${id}: ${JSON.stringify(body)}`)
    await new Promise((later) => setTimeout(later, 100))
  }
}
