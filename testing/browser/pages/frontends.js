// What docs/frontends.md tells a shop to do, in one page: each function is called from frontends/*.test.mjs.
import { connect } from '../../../examples/frontends/estrade.js'
import { makeCourse } from '../../../examples/frontends/course.js'
import { download } from '../../../examples/frontends/download.js'
import { generate } from '../../../examples/frontends/generate.js'
import { goLive } from '../../../examples/frontends/live.js'
import { readAll, ring } from '../../../examples/frontends/notifications.js'
import { publish } from '../../../examples/frontends/publish.js'
import { uploadAll } from '../../../examples/frontends/upload.js'
import { watch } from '../../../examples/frontends/watch.js'

/** An error crosses over to the test as its message only: what it says besides goes into that. */
async function told(doing) {
  try {
    return await doing
  } catch ({ message, status, code, errors, retryAfter }) {
    throw new Error(JSON.stringify({ message, status, code, errors, retryAfter }))
  }
}

/** @return what the page can do */
globalThis.shop = ({ gateway, token }) => {
  const platform = connect({ gateway, accessToken: () => token })
  return {
    uploadAll(seen) {
      const files = [...document.querySelector('#file').files]
      return told(uploadAll(platform, files, { onProgress: (sent, total) => seen.push([sent, total]) }))
    },
    publish: (course) => told(publish(platform, course)),
    makeCourse(title, bar, seen) {
      const files = [...document.querySelector('#file').files]
      return told(makeCourse(platform, title, files, { bar, show: (formation) => seen.push(formation) }))
    },
    async watch(rel, user) {
      const video = document.body.appendChild(document.createElement('video'))
      video.muted = true
      globalThis.video = video
      globalThis.watching = await told(watch(platform, { video, rel, user }))
      await video.play()
    },
    download: async (what) => [...new Uint8Array(await (await told(download(platform, what))).arrayBuffer())],
    generate: (kind, wish, seen) => told(generate(platform, kind, wish, (job) => seen.push(job))),
    ring: (seen, signal) => told(ring(platform, (news) => seen.push(news), { signal })),
    readAll: () => told(readAll(platform)),
    goLive: (stream, content) => told(goLive(platform, stream, content)),
    call: (...question) => told(platform.call(...question)),
  }
}
