// A shop's page that goes live: it films, records, and stops. `mischief` is what the network does to chunks.
import { record } from '../../../examples/frontends/recorder.js'

const TYPE = 'video/webm;codecs=vp8,opus'

function caller({ gateway, token }) {
  return async (method, path, body) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const response = await fetch(gateway + path, { method, headers, body: body && JSON.stringify(body) })
    const text = await response.text()
    if (response.ok) return JSON.parse(text)
    throw Object.assign(new Error(`${method} ${path} answers ${response.status} ${text}`), { status: response.status })
  }
}

const after = (ms) => new Promise((over) => setTimeout(over, ms))

/** `{lost, twice}` are numbers of chunks, `late` says by how many ms. */
function disturbed({ lost = [], twice = [], late = {} }) {
  return async (seq, send) => {
    if (lost.includes(seq)) return
    await after(late[seq] ?? 0)
    await send()
    if (twice.includes(seq)) await send()
  }
}

function film() {
  const size = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 20 } }
  return navigator.mediaDevices.getUserMedia({ video: size, audio: true })
}

let call
let live
let stream
let recording
let memory

/** @return `{live_id, recording_id, started}` */
globalThis.goLive = async ({ mischief = {}, content, timeslice, ...shop }) => {
  call = caller(shop)
  live = await call('POST', '/posts/live/', { content })
  stream = await film()
  const deliver = disturbed(mischief)
  recording = await record(stream, { call, liveId: live.live_id, mimeType: TYPE, timeslice, deliver })
  return { live_id: live.live_id, recording_id: recording.id, started: recording.started }
}

globalThis.chunksArrived = () => recording.arrived.size

/** @return the post, and how many seconds were filmed */
globalThis.stopLive = async (videoData) => {
  const filmed = (Date.now() - recording.started) / 1000
  await recording.stop().finally(() => stream.getTracks().forEach((track) => track.stop()))
  const body = videoData && { video_data: videoData }
  return { filmed, post: await call('PUT', `/posts/live/${live.live_id}/stop/`, body) }
}

/** What the source's frontend does: the film stays in the tab's memory. @return the live's id */
globalThis.goLiveInMemory = async ({ content, ...shop }) => {
  call = caller(shop)
  live = await call('POST', '/posts/live/', { content })
  stream = await film()
  const recorder = new MediaRecorder(stream, { mimeType: TYPE })
  const chunks = []
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
  const ended = new Promise((end) => recorder.addEventListener('stop', end, { once: true }))
  recorder.start(1000)
  memory = {
    async blob() {
      if (recorder.state !== 'inactive') recorder.stop()
      await ended
      return new Blob(chunks, { type: TYPE })
    },
  }
  return live.live_id
}

/** @return its `video_data` */
globalThis.blobOfMemory = async () => {
  const blob = await memory.blob()
  return { url: URL.createObjectURL(blob), duration: 6, size: blob.size, title: live.content, live_id: live.live_id }
}

/** What it can do when that is refused. @return the address of the stored film */
globalThis.uploadMemory = async () => {
  const blob = await memory.blob()
  const issued = await call('GET', '/api/generate-presigned-url/?filename=live.webm&type=video')
  const stored = await fetch(issued.presigned_url, { method: 'PUT', body: blob })
  if (!stored.ok) throw new Error(`The upload answers ${stored.status}`)
  return issued.public_url
}

/** @return `{status, body}`, whatever it is */
globalThis.stopWith = async (videoData) => {
  try {
    return { status: 200, body: await call('PUT', `/posts/live/${live.live_id}/stop/`, { video_data: videoData }) }
  } catch (refused) {
    return { status: refused.status, body: JSON.parse(refused.message.slice(refused.message.indexOf('{'))) }
  }
}
