// The lesson that is played: 90 s, red, green and blue for 30 s each; the white bar at its foot is full at the end.
import { SHOP } from './browser.mjs'
import { GATEWAY, required, trainer } from './people.mjs'

export const SECONDS = 90
export const RUNGS = [240, 360]
export const VIEWER = 'trainer'

/** Of the lesson that the tests are given. */
export const lessonRel = () => required('ESTRADE_LESSON_REL')

/** `relay`: every byte comes through the gateway. `direct`: segments come from the store. */
export const DELIVERY = process.env.ESTRADE_DELIVERY || 'relay'

export async function webToken() {
  const query = new URLSearchParams({ user_id: VIEWER, rel: lessonRel(), platform: 'web' })
  const { status, body } = await trainer.get(`/api/get-video-token/v2?${query}`)
  if (status !== 200) throw new Error(`No token for ${lessonRel()}: ${status} ${JSON.stringify(body)}`)
  return body.token
}

/** Asks as a page of this origin does, without a browser that would hide the answer. */
export async function fetchFile(url, token, origin = SHOP) {
  const headers = { Origin: origin, Referer: `${origin}/` }
  if (token) headers.Authorization = `Bearer ${token}`
  const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(30_000) })
  return { status: response.status, text: await response.text() }
}

/** @return addresses of the multivariant playlist, a rung's playlist, the key and a segment, as a player finds them */
export async function addresses(token) {
  const multivariant = `${GATEWAY}/hls2/${lessonRel()}/output.m3u8`
  const rung = await firstLine(multivariant, token)
  const playlist = (await fetchFile(rung, token)).text
  const key = new URL(/#EXT-X-KEY:.*URI="([^"]+)"/.exec(playlist)[1], rung).href
  return { multivariant, rung, key, segment: await firstLine(rung, token) }
}

async function firstLine(playlist, token) {
  const { status, text } = await fetchFile(playlist, token)
  if (status !== 200) throw new Error(`${playlist} answers ${status} ${text}`)
  return new URL(text.split('\n').find((line) => line && !line.startsWith('#')), playlist).href
}
