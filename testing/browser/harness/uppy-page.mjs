// A page with Uppy in it, driven by the calls that its user's clicks make.
import assert from 'node:assert/strict'
import { GATEWAY } from './people.mjs'

export class UppyPage {
  constructor(page) {
    this.page = page
  }

  /** @param options `multipart` and how many requests may run at once (`limit`) */
  static async open(browser, version, person, video, { multipart, limit = 2 }) {
    const page = await browser.open(`${version}/page`)
    await page.setInputFiles('#file', video.path)
    await page.evaluate(
      (options) => {
        const [file] = document.querySelector('#file').files
        globalThis.uppy = globalThis.createUppy(options)
        globalThis.partsDone = 0
        globalThis.uppy.on('s3-multipart:part-uploaded', () => (globalThis.partsDone += 1))
        globalThis.uppy.addFile({ name: file.name, type: file.type, data: file })
      },
      { gateway: GATEWAY, token: person.token, multipart, limit },
    )
    return new UppyPage(page)
  }

  start() {
    return this.page.evaluate(() => {
      globalThis.finished = globalThis.uppy.upload()
    })
  }

  awaitParts(count) {
    return this.page.waitForFunction((wanted) => globalThis.partsDone >= wanted, count)
  }

  pause() {
    return this.page.evaluate(() => globalThis.uppy.pauseAll())
  }

  resume() {
    return this.page.evaluate(() => globalThis.uppy.resumeAll())
  }

  cancel() {
    return this.page.evaluate(() => globalThis.uppy.cancelAll())
  }

  retry() {
    return this.page.evaluate(() => {
      globalThis.finished = globalThis.uppy.retryAll()
    })
  }

  /** `{key, uploadId}` of a multipart upload under way. */
  target() {
    return this.page.evaluate(() => globalThis.uppy.getFiles()[0].s3Multipart)
  }

  failed() {
    return this.page.evaluate(async () => (await globalThis.finished).failed.map((file) => String(file.error)))
  }

  /** Waits for the end. @return the key under which the file lies */
  async uploadedKey() {
    const { errors, keys } = await this.page.evaluate(async () => {
      const { successful, failed } = await globalThis.finished
      return { errors: failed.map((file) => String(file.error)), keys: successful.map((file) => file.response.body.key) }
    })
    assert.deepEqual(errors, [])
    assert.equal(keys.length, 1)
    return keys[0]
  }
}
