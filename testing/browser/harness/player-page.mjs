// A page with hls.js in it: what its viewer sees, and what went over the line.
import { SHOP } from './browser.mjs'
import { lessonRel, SECONDS, VIEWER } from './lesson.mjs'
import { GATEWAY, trainer } from './people.mjs'

/**
 * What hls.js 1.7.4 reports though nothing is wrong: that it stopped loading for the sake of a seek or of another rung, and
 * for the first sound of every lesson, that it brought nothing, while it lies in the buffer and is played.
 */
const NO_ERRORS = ['aborted', 'bufferAppendNoProgress']

/**
 * Of a step over what its buffer lacks only that from the very beginning to the first picture, 80 ms later, with the 100 ms that
 * hls.js adds: it takes it when a machine has much to do.
 */
function isFirstStep({ details, reason }) {
  const [, to] = /^fragment loaded with buffer holes, seeking from 0 to ([\d.]+)$/.exec(reason) ?? []
  return details === 'bufferSeekOverHole' && Number(to) < 0.2
}

export class PlayerPage {
  /** Answers to what the player has asked, redirects one by one: `{url, status, token}`. */
  answers = []

  constructor(page) {
    this.page = page
    page.on('response', (response) => this.#note(response))
  }

  /** Begins to play. @param options those of pages/player.js */
  static async open(browser, options, origin = SHOP) {
    const player = new PlayerPage(await browser.open('pages/player', origin))
    const rel = options.rel ?? lessonRel()
    const folder = `/hls2/${rel}`
    const all = { gateway: GATEWAY, rel, folder, user: VIEWER, ttl: 600, sendTo: 'gateway', buffer: 8, ...options }
    await player.page.evaluate((all) => globalThis.playLesson(all), all)
    return player
  }

  /** With the tokens that the trainer is given. */
  static watch(browser, options = {}) {
    return PlayerPage.open(browser, { access: trainer.token, ...options })
  }

  #note(response) {
    const request = response.request()
    const url = new URL(response.url())
    if (request.method() !== 'GET' || !/\.(m3u8|key|ts)$/.test(url.pathname)) return
    const token = request.headers().authorization?.replace('Bearer ', '')
    this.answers.push({ url, status: response.status(), token, at: Date.now() })
  }

  /** The segments that arrived. */
  segments() {
    return this.answers.filter(({ url, status }) => url.pathname.endsWith('.ts') && [200, 206].includes(status))
  }

  /** Waits until so much has been played. */
  async plays(second) {
    await this.#until((second) => globalThis.video.currentTime >= second, second)
  }

  async ends() {
    await this.#until(() => globalThis.video.ended)
  }

  async seek(second) {
    await this.page.evaluate((second) => {
      const seeked = new Promise((done) => globalThis.video.addEventListener('seeked', done, { once: true }))
      globalThis.video.currentTime = second
      return seeked
    }, second)
  }

  /** From the next segment on, as a viewer's choice in a menu; waits for the first picture of that height. */
  async switchTo(rung) {
    await this.page.evaluate((rung) => {
      globalThis.rungs.length = 0
      globalThis.hls.nextLevel = globalThis.levelOf(rung)
    }, rung)
    await this.#until((rung) => globalThis.rungs.includes(rung) && globalThis.video.videoHeight === rung, rung)
  }

  /** What the next frame shows: `{colour, second, height, time}`, the second by its bar, the time by the player's clock. */
  picture() {
    return this.page.evaluate(async (seconds) => {
      const { video } = globalThis
      const time = await new Promise((shown) => video.requestVideoFrameCallback((_, frame) => shown(frame.mediaTime)))
      const { videoWidth: width, videoHeight: height } = video
      const canvas = new OffscreenCanvas(width, height).getContext('2d')
      canvas.drawImage(video, 0, 0)
      const foot = canvas.getImageData(0, Math.round(height * 0.965), width, 1).data
      const white = Array.from({ length: width }, (_, x) => Math.min(...foot.slice(4 * x, 4 * x + 3)) > 160)
      const pixel = [...canvas.getImageData(width / 2, height / 4, 1, 1).data.slice(0, 3)]
      const strongest = Math.max(...pixel)
      const pure = pixel.every((part) => part === strongest ? part > 110 : part < 80)
      return {
        colour: pure ? ['red', 'green', 'blue'][pixel.indexOf(strongest)] : `rgb(${pixel})`,
        second: (white.filter(Boolean).length / width) * seconds,
        height,
        time,
      }
    }, SECONDS)
  }

  /** `{tokens, errors, waits, reference, time, width}`, reference being the seconds that a plain sound has played */
  async seen() {
    const seen = await this.page.evaluate(() => {
      const { tokens, errors, waits, reference, video } = globalThis
      return { tokens, errors, waits, reference: reference.currentTime, time: video.currentTime, width: video.videoWidth }
    })
    const errors = seen.errors.filter((error) => error.fatal || !(NO_ERRORS.includes(error.details) || isFirstStep(error)))
    return { ...seen, errors }
  }

  /** Waits for the player to give up. */
  async givesUp() {
    await this.#until(() => globalThis.errors.some(({ fatal }) => fatal))
    return this.seen()
  }

  async #until(condition, argument) {
    try {
      await this.page.waitForFunction(condition, argument, { timeout: 120_000 })
    } catch (error) {
      throw new Error(`${error.message}; seen: ${JSON.stringify(await this.seen())}`)
    }
  }
}
