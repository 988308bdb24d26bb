// A shop's page that plays a lesson with hls.js: it asks for a token, sends the newest, and renews it in time.
import Hls from 'hls.js'
import { connect } from '../../../examples/frontends/estrade.js'
import { askForToken, renewing } from '../../../examples/frontends/watch.js'

const newest = () => globalThis.tokens.at(-1)

/** As examples/frontends renews them; each is noted. */
function renew({ gateway, access, user, rel, ttl }) {
  const platform = connect({ gateway, accessToken: () => access })
  return renewing(async () => {
    const issued = await askForToken(platform, { rel, user, ttl })
    globalThis.tokens.push(issued.token)
    return issued
  })
}

function watch(hls, video) {
  hls.on(Hls.Events.ERROR, (_, { details, reason, fatal, response, frag }) =>
    globalThis.errors.push({ details, reason, fatal, status: response?.code, segment: frag?.url }),
  )
  hls.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) => globalThis.rungs.push(hls.levels[level].height))
  video.addEventListener('waiting', () => globalThis.waits.push(video.currentTime))
}

/** Two minutes of silence: neither network nor source buffers hold it up, so that what makes it late is the machine. */
function reference() {
  const rate = 8000
  const sound = new Uint8Array(120 * rate).fill(128)
  const wav = new DataView(new ArrayBuffer(44))
  const text = (at, letters) => [...letters].forEach((letter, i) => wav.setUint8(at + i, letter.charCodeAt(0)))
  text(0, 'RIFF')
  wav.setUint32(4, 36 + sound.length, true)
  text(8, 'WAVEfmt ')
  wav.setUint32(16, 16, true)
  wav.setUint16(20, 1, true)
  wav.setUint16(22, 1, true)
  wav.setUint32(24, rate, true)
  wav.setUint32(28, rate, true)
  wav.setUint16(32, 1, true)
  wav.setUint16(34, 8, true)
  text(36, 'data')
  wav.setUint32(40, sound.length, true)
  const audio = new Audio(URL.createObjectURL(new Blob([wav, sound], { type: 'audio/wav' })))
  audio.muted = true
  return audio
}

globalThis.tokens = []
globalThis.errors = []
globalThis.rungs = []
globalThis.waits = []

/**
 * @param options `access` gets tokens of `ttl` seconds; without it, `token` is sent, or none.
 *   `folder` is where the playlist is; `sendTo` is `gateway`, or `everybody` for a shop that sets the header without a look at the address.
 *   `rung` is the height to begin with and to stay at, `buffer` how many seconds are loaded ahead
 */
globalThis.playLesson = async (options) => {
  const { gateway, folder, access, token, sendTo, rung, buffer } = options
  if (access) await renew(options)
  else if (token) globalThis.tokens.push(token)
  const video = document.body.appendChild(document.createElement('video'))
  video.muted = true
  const hls = new Hls({
    maxBufferLength: buffer,
    maxMaxBufferLength: buffer,
    // Of a live: so many of its longest segments behind the newest.
    liveSyncDurationCount: 2,
    xhrSetup(xhr, url) {
      if (newest() && (sendTo === 'everybody' || new URL(url).origin === gateway)) {
        xhr.setRequestHeader('Authorization', `Bearer ${newest()}`)
      }
    },
  })
  globalThis.hls = hls
  globalThis.video = video
  globalThis.reference = reference()
  watch(hls, video)
  if (rung) hls.once(Hls.Events.MANIFEST_PARSED, () => (hls.loadLevel = globalThis.levelOf(rung)))
  hls.loadSource(`${gateway}${folder}/output.m3u8`)
  hls.attachMedia(video)
  globalThis.reference.play()
  video.play().catch((error) => globalThis.errors.push({ details: error.message, fatal: true }))
}

globalThis.levelOf = (rung) => globalThis.hls.levels.findIndex(({ height }) => height === rung)
