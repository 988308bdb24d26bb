// A live in a tab, and what the platform says of it and plays.
import assert from 'node:assert/strict'
import { setTimeout as passed } from 'node:timers/promises'
import { GATEWAY, trainer } from './people.mjs'
import { PlayerPage } from './player-page.mjs'

/** Seconds between two chunks. */
export const TIMESLICE = 2

/** The feed's post of a live; undefined if it is not there. */
export async function inFeed(liveId, person = trainer) {
  const { status, body } = await person.get('/posts?limit=100')
  assert.equal(status, 200, JSON.stringify(body))
  return body.data.find((post) => post.live_id === liveId)
}

/** Waits for the post to be saved and its film to be ready; nothing may fail meanwhile. */
export async function saved(liveId, seconds = 180) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const post = await inFeed(liveId)
    const media = post?.media_files[0]
    assert.ok(post?.live_status !== 'failed' && media?.status !== 'failed', JSON.stringify(post))
    if (post?.live_status === 'saved' && media?.status === 'ready') return post
    assert.ok(Date.now() < end, `not saved after ${seconds} s: ${JSON.stringify(post)}`)
    await passed(500)
  }
}

/** Waits until somebody is given a token for it. */
export async function playable(rel, user, person, seconds = 60) {
  const end = Date.now() + seconds * 1000
  const query = new URLSearchParams({ user_id: user, rel, platform: 'web' })
  for (;;) {
    const { status, body } = await person.get(`/api/get-video-token/v2?${query}`)
    if (status === 200) return body
    assert.ok(status === 404 && Date.now() < end, `${rel} answers ${status} ${JSON.stringify(body)}`)
    await passed(500)
  }
}

export class Live {
  constructor(page, person, { live_id: id, recording_id: recordingId, started }) {
    Object.assign(this, { page, person, id, recordingId, started })
  }

  /** In a tab of its own. @param options `mischief` of pages/live.js */
  static async begin(browser, { content, mischief, person = trainer }) {
    const page = await browser.open('pages/live')
    const options = { gateway: GATEWAY, token: person.token, content, mischief }
    return new Live(page, person, await page.evaluate((options) => globalThis.goLive(options), options))
  }

  get stream() {
    return `live/live/${this.id}/stream`
  }

  /** Since the first picture. */
  filmed() {
    return (Date.now() - this.started) / 1000
  }

  async films(seconds) {
    await passed(Math.max(0, this.started + seconds * 1000 - Date.now()))
  }

  /** Waits for the next chunk to be stored. */
  async arrives() {
    const before = await this.page.evaluate(() => globalThis.chunksArrived())
    await this.page.waitForFunction((before) => globalThis.chunksArrived() > before, before, { polling: 100 })
  }

  /** @return how many seconds were filmed */
  async stop() {
    const { filmed, post } = await this.page.evaluate(() => globalThis.stopLive())
    assert.equal(post.live_id, this.id)
    assert.ok(['saving', 'saved'].includes(post.live_status), JSON.stringify(post))
    return filmed
  }

  /** Its process ends in the middle of everything. @return how many seconds were filmed */
  async tabDies() {
    const session = await this.page.context().newCDPSession(this.page)
    const gone = new Promise((crashed) => this.page.once('crash', crashed))
    const filmed = this.filmed()
    session.send('Page.crash').catch(() => {})
    await gone
    return filmed
  }

  /** What is recorded now, by everybody's player. */
  watchStream(browser, user, person) {
    return PlayerPage.open(browser, { rel: this.stream, folder: `/live/${this.id}`, user, access: person.token })
  }
}

/** The place of a film by its address. */
export function relOf(media) {
  return /\/hls2\/([\w-]+(?:\/[\w-]+){3})\/output\.m3u8$/.exec(media.file_url)[1]
}

/** A film plays from its beginning, at two places that are sought, and to its end. */
export async function assertPlaysAndSeeks(browser, media) {
  const player = await PlayerPage.watch(browser, { rel: relOf(media) })
  await player.plays(1)
  for (const second of [media.duration * 0.75, media.duration * 0.25]) {
    await player.seek(second)
    const { time } = await player.picture()
    assert.ok(Math.abs(time - second) < 1, `second ${second} is asked for, ${time} is shown`)
  }
  await player.seek(media.duration - 1.5)
  await player.ends()
  const { time, errors } = await player.seen()
  assert.ok(Math.abs(time - media.duration) < 0.5, `ends at ${time} of ${media.duration}`)
  assert.deepEqual(errors, [])
  await player.page.context().close()
}

/** @param tolerance seconds */
export function assertLasts(media, seconds, tolerance) {
  assert.ok(Math.abs(media.duration - seconds) <= tolerance, `${media.duration} s are kept of ${seconds} s`)
}
