// One live: while it runs its picture and its chat; afterwards its recording, and what was said.
import { after, get, put, remove } from '../api.js'
import { hasRole, visitor } from '../auth.js'
import { fill, h } from '../dom.js'
import { clock, date, number, t } from '../i18n.js'
import { attend, chat } from '../live/chat.js'
import { airing } from '../live/session.js'
import { player } from '../player/player.js'
import { confirm, openDialog } from '../ui/dialog.js'
import { icon } from '../ui/icons.js'
import { busy, empty, head, pill } from '../ui/parts.js'
import { tell, tellError } from '../ui/snackbar.js'

/** Seconds after which it is looked whether something has changed. */
const PAUSE = 2
const PLAYS = ['playable', 'ready']

export default async function livePost({ main, signal, params: [id] }) {
  const path = `/api/posts/${id}`
  let post = await get(path, { signal })
  if (airing.post?.id === id) return void (location.hash = '#/live/new')
  main.classList.add('wide')
  let drawn
  draw(post)
  poll().catch((refused) => signal.aborted || tellError(refused))

  /** While it runs or is being saved; drawn anew only when it has become something else. */
  async function poll() {
    while (['live', 'saving'].includes(post.live_status) || isConverting(post)) {
      await after(PAUSE, signal)
      const newest = await get(path, { signal }).catch((refused) => {
        if (refused.status === 404) throw refused
        return post
      })
      const before = look(post)
      post = newest
      if (look(post) !== before) draw(post)
    }
  }

  function draw(post) {
    drawn?.abort()
    drawn = new AbortController()
    signal.addEventListener('abort', () => drawn.abort())
    const within = drawn.signal
    const mine = post.author === visitor().id || hasRole('admin')
    const running = post.live_status === 'live'
    const viewers = h('span', { class: 'num' }, number(post.viewers))
    fill(main,
      head(post.content, { back: { href: '#/live', text: t('nav.live') }, tools: mine ? [running ? stopButton(post) : deleteButton(post)] : [] }),
      h('div', { class: 'theatre' },
        h('div', { class: 'stack' }, picture(post, within), about(post, viewers)),
        chat(id, { signal: within, messages: post.messages, open: running }),
      ),
    )
    if (running) attend(id, { signal: within, show: (now) => fill(viewers, number(now.viewers)) }).catch(() => {})
  }
}

const isConverting = ({ media_files: [film] }) => film && !['ready', 'failed'].includes(film.status)
/** What a picture is drawn for: a film that plays is not drawn anew because it has become whole. */
const look = ({ live_status: status, stream_rel: stream, media_files: [film] }) => [status, stream, film && (PLAYS.includes(film.status) ? 'plays' : film.status)].join()

function picture(post, signal) {
  const { live_status: status, live_id: id, stream_rel: rel, content, media_files: [film] } = post
  if (status === 'live') return player({ rel, path: `/live/${id}/output.m3u8`, live: true, title: content }, { signal, autoplay: true })
  if (film && PLAYS.includes(film.status)) return player({ rel: film.rel, title: film.title }, { signal })
  if (status === 'failed' || film?.status === 'failed') return empty({ name: 'alert', title: t('live.failed'), text: t('live.failedText') })
  if (status === 'saving' || film) {
    return h('div', { class: 'saving', role: 'status' }, h('span', { class: 'skeleton poster' }), h('p', { class: 'notice warn' }, t('live.saving')))
  }
  return empty({ name: 'chat', title: t('live.unrecorded'), text: t('live.unrecordedText') })
}

/** As source 004 shows a live in the feed: when, how long, how many watched, how much was said. */
function about(post, viewers) {
  const { author, live_status: status, started_at: started, recorded_at: recorded, viewers_peak: peak, messages_count: messages, media_files: [film] } = post
  const row = (name, term, ...value) => h('div', {}, h('dt', {}, icon(name), term), h('dd', { class: 'num' }, value))
  return h('div', { class: 'card pad stack' },
    h('p', { class: 'row wrap' }, status === 'live' ? h('span', { class: 'live-badge' }, t('live.badge')) : pill(status), h('strong', {}, author)),
    film && h('p', { class: 'muted' }, film.description),
    h('dl', { class: 'terms' },
      row('clock', t(recorded ? 'live.recordedAt' : 'live.startedAt'), date(recorded ?? started)),
      film?.duration > 0 && row('film', t('live.length'), clock(film.duration)),
      row('eye', t('live.watching'), viewers, h('span', { class: 'small muted' }, ` (${t('live.peak', { n: peak })})`)),
      row('chat', t('live.said'), number(messages)),
    ),
  )
}

/** For a live whose tab is not this one: it may have been closed, or lie on another machine. */
function stopButton(post) {
  const stop = async () => {
    if (!(await confirm({ title: t('live.stop'), text: t('live.stopElsewhere'), yes: t('live.stop') }))) return
    await put(`/api/posts/live/${post.live_id}/stop`, {})
    tell(t('live.stopped'))
  }
  return h('button', { class: 'button danger', onclick: ({ currentTarget }) => busy(currentTarget, stop).catch(tellError) }, t('live.stop'))
}

function deleteButton(post) {
  const erase = async (media) => {
    await remove(`/api/posts/${post.id}${media ? `?media=${media}` : ''}`)
    tell(t('live.deleted'))
    location.hash = '#/live'
  }
  const ask = async () => {
    if (post.media_files.length === 0) {
      return (await confirm({ title: t('live.delete'), text: t('live.deleteText'), yes: t('common.delete') })) && erase()
    }
    const choose = (media) => () => (dialog.close(), erase(media).catch(tellError))
    const dialog = openDialog({
      title: t('live.delete'),
      content: h('p', { class: 'muted' }, t('live.deleteMedia')),
      actions: [h('button', { class: 'button', onclick: choose('keep') }, t('live.keepFilm')), h('button', { class: 'button danger', onclick: choose('delete') }, t('live.deleteFilm'))],
    })
  }
  return h('button', { class: 'button danger', onclick: () => ask().catch(tellError) }, icon('trash'), t('common.delete'))
}
