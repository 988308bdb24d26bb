// Go live: camera or screen, seen before anybody else sees it; then the badge, the clock, the chat, and the end.
import { after } from '../api.js'
import { fill, h } from '../dom.js'
import { clock, number, t } from '../i18n.js'
import { attend, chat } from '../live/chat.js'
import { airing } from '../live/session.js'
import { confirm } from '../ui/dialog.js'
import { icon } from '../ui/icons.js'
import { busy, empty, field, head } from '../ui/parts.js'
import { tell, tellError } from '../ui/snackbar.js'

export default async function goLive({ main, signal }) {
  const back = { href: '#/live', text: t('nav.live') }
  if (!airing.possible) return fill(main, head(t('live.start'), { back }), empty({ name: 'camera', title: t('live.impossible'), text: t('live.impossibleText') }))
  const place = h('div')
  fill(main, head(t('live.start'), { back, text: t('live.startText') }), place)
  if (airing.post) onAir(place, signal)
  else backstage(place, signal)
}

function backstage(place, signal) {
  const preview = h('video', { class: 'monitor', muted: true, autoplay: true, playsinline: true, 'aria-label': t('live.preview') })
  const hint = h('div', { class: 'monitor-hint' }, icon('camera'), h('p', {}, t('live.chooseSource')))
  const title = field({ label: t('live.content'), maxlength: 5000, placeholder: t('live.contentHint') })
  const start = h('button', { class: 'button on-air big wide', disabled: true, onclick: () => busy(start, begin).catch(tellError) }, icon('live'), t('live.start'))
  let stream
  const drop = () => stream !== airing.stream && stream?.getTracks().forEach((track) => track.stop())
  signal.addEventListener('abort', drop)

  const source = (name, ask) => h('label', {}, h('input', { type: 'radio', name: 'source', value: name, onchange: () => show(ask) }), icon(name), t(`live.${name}`))
  fill(place, h('div', { class: 'studio-floor' },
    h('div', { class: 'monitor-frame' }, preview, hint),
    h('div', { class: 'card pad stack' },
      h('fieldset', { class: 'field' }, h('legend', {}, t('live.source')),
        h('div', { class: 'choices' },
          source('camera', () => navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } }, audio: true })),
          'getDisplayMedia' in navigator.mediaDevices && source('screen', screenAndVoice),
        )),
      title,
      start,
      h('p', { class: 'small muted' }, t('live.safe')),
    ),
  ))

  async function show(ask) {
    try {
      const chosen = await ask()
      drop()
      stream = chosen
      if (signal.aborted) return drop()
      preview.srcObject = stream
      hint.hidden = true
      start.disabled = false
    } catch (refused) {
      tell(t(refused.name === 'NotAllowedError' ? 'live.notAllowed' : 'live.noDevice'), { bad: true })
    }
  }

  async function begin() {
    const content = title.input.value.trim()
    if (!content) {
      title.fail(t('live.needsContent'))
      return title.input.focus()
    }
    await airing.begin(stream, content)
    if (!signal.aborted) onAir(place, signal)
  }
}

/** The screen with what is said at it; a computer's own sound is not always to be had. */
async function screenAndVoice() {
  const screen = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: true })
  if (screen.getAudioTracks().length > 0) return screen
  const voice = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => undefined)
  return new MediaStream([...screen.getTracks(), ...(voice?.getTracks() ?? [])])
}

function onAir(place, signal) {
  const { post, stream, started } = airing
  const monitor = h('video', { class: 'monitor', muted: true, autoplay: true, playsinline: true, srcObject: stream, 'aria-label': t('live.preview') })
  const passed = h('span', { class: 'num' }, '0:00')
  const viewers = h('span', { class: 'num' }, '0')
  const stop = h('button', { class: 'button danger big wide', onclick: () => busy(stop, finish).catch(tellError) }, t('live.stop'))
  fill(place, h('div', { class: 'studio-floor' },
    h('div', { class: 'stack' },
      h('div', { class: 'monitor-frame' }, monitor,
        h('p', { class: 'monitor-line' }, h('span', { class: 'live-badge' }, t('live.badge')), passed, h('span', { class: 'fact' }, icon('eye'), viewers, h('span', { class: 'sr' }, t('live.watching'))))),
      h('h2', {}, post.content),
    ),
    h('div', { class: 'stack' }, chat(post.live_id, { signal }), stop),
  ))
  tick().catch(() => {})
  attend(post.live_id, { signal, show: (now) => fill(viewers, number(now.viewers)) }).catch(() => {})
  airing.addEventListener('change', () => airing.post || (location.hash = `#/live/${post.id}`), { signal })
  // Somebody ends it in the browser's own bar: "stop sharing".
  stream.getVideoTracks()[0]?.addEventListener('ended', () => airing.post && finish(true).catch(tellError), { signal })

  async function tick() {
    for (;;) {
      fill(passed, clock((Date.now() - started) / 1000))
      await after(0.5, signal)
    }
  }

  async function finish(sure = false) {
    if (!sure && !(await confirm({ title: t('live.stop'), text: t('live.stopText'), yes: t('live.stop') }))) return
    await airing.end()
    tell(t('live.stopped'))
  }
}
