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
      globalThis.result = undefined
      globalThis.uppy.upload().then((result) => (globalThis.result = result))
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
      globalThis.result = undefined
      globalThis.uppy.retryAll().then((result) => (globalThis.result = result))
    })
  }

  /** `{key, uploadId}` of a multipart upload under way. */
  target() {
    return this.page.evaluate(() => globalThis.uppy.getFiles()[0].s3Multipart)
  }

  /** Waits for the end, good or bad. @return the keys of what has arrived, the errors of what has not */
  async #outcome() {
    const outcome = await this.page.waitForFunction(() => {
      if (!globalThis.result) return null
      const { successful, failed } = globalThis.result
      return { keys: successful.map((file) => file.response.body.key), errors: failed.map((file) => String(file.error)) }
    }, undefined, { timeout: 90_000 })
    return outcome.jsonValue()
  }

  async errors() {
    return (await this.#outcome()).errors
  }

  /** @return the key under which the file lies */
  async uploadedKey() {
    const { keys, errors } = await this.#outcome()
    assert.deepEqual(errors, [])
    assert.equal(keys.length, 1)
    return keys[0]
  }
}
