// Saved films and photos, and the recordings of lives.
import { remove } from '../api.js'
import { fill, h } from '../dom.js'
import { bytes, date, t } from '../i18n.js'
import { confirm, openDialog } from '../ui/dialog.js'
import { icon } from '../ui/icons.js'
import { listInto } from '../ui/pages.js'
import { empty, head, select, settled, skeletonCards } from '../ui/parts.js'
import { tell, tellError } from '../ui/snackbar.js'
import { addMedia } from './library-add.js'

export default async function library({ main, signal }) {
  const place = h('div')
  const more = h('div', { class: 'more' })
  const search = h('input', { class: 'input', type: 'search', 'aria-label': t('library.search'), placeholder: t('library.search') })
  const kind = select({ label: t('library.kind'), hidden: true, value: '', options: [['', t('library.all')], ['video', t('library.videos')], ['photo', t('library.photos')]] })
  const add = () => h('button', { class: 'button primary', onclick: () => addMedia({ saved: () => load().catch(tellError) }) }, icon('upload'), t('library.add'))
  fill(main, head(t('nav.library'), { text: t('library.text'), tools: [h('div', { class: 'search' }, icon('search'), search), kind, add()] }), place, more)
  search.addEventListener('input', settled(() => load().catch(tellError)))
  kind.input.addEventListener('change', () => load().catch(tellError))
  await load()

  async function load() {
    fill(place, skeletonCards(4))
    const query = { q: search.value.trim(), kind: kind.input.value }
    const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value))
    const grid = h('ul', { class: 'grid' })
    const { data } = await listInto(grid, { path: '/api/media', query: given, show: card, more, signal })
    const none = Object.keys(given).length > 0
      ? empty({ name: 'search', title: t('library.noneFound'), text: t('library.noneFoundText') })
      : empty({ name: 'library', title: t('library.none'), text: t('library.noneText'), action: add() })
    fill(place, data.length > 0 ? grid : none)
  }

  function card(item) {
    const { id, title, kind, size, created_at: created, is_live_recording: recording } = item
    return h('li', { class: 'card course', data: { id } },
      recording
        ? h('a', { class: 'picture', href: watchAddress(item), 'aria-label': title }, h('span', { class: 'no-picture' }, icon('live')))
        : h('button', { class: 'picture', 'aria-label': t('library.look', { title }), onclick: () => look(item) }, thumbnail(item)),
      h('div', { class: 'body' },
        h('h2', { class: 'clip' }, title || t('library.untitled')),
        h('p', { class: 'small muted' }, [t(`library.one_${recording ? 'recording' : kind}`), size > 0 && bytes(size), date(created)].filter(Boolean).join(' · ')),
        h('div', { class: 'tools' }, h('button', { class: 'button quiet small', onclick: () => erase(item).catch(tellError) }, icon('trash'), t('common.delete'))),
      ),
    )
  }

  async function erase({ id, title }) {
    if (!(await confirm({ title: t('library.delete'), text: t('library.deleteText', { title }), yes: t('common.delete') }))) return
    await remove(`/api/media/${id}`)
    tell(t('library.deleted', { title }))
    await load()
  }
}

/** Of a recording `public_url` is its playlist, whose folder is its place. */
const watchAddress = ({ public_url: url, live_post: post }) => {
  const [, rel] = /\/hls2\/([\w-]+(?:\/[\w-]+){3})\//.exec(url) ?? []
  return rel ? `#/watch/${rel}` : `#/live/${post}`
}

function thumbnail({ kind, cover_url: cover, public_url: url }) {
  if (cover || kind === 'photo') return h('img', { src: cover ?? url, alt: '', loading: 'lazy' })
  return h('video', { src: `${url}#t=0.5`, preload: 'metadata', muted: true, playsinline: true, 'aria-hidden': 'true', tabindex: '-1' })
}

function look({ title, description, kind, public_url: url }) {
  const shown = kind === 'photo' ? h('img', { src: url, alt: title }) : h('video', { src: url, controls: true, autoplay: true, playsinline: true, 'aria-label': title })
  openDialog({ title: title || t('library.untitled'), wide: true, content: h('div', { class: 'stack looked-at' }, shown, description && h('p', {}, description), h('p', { class: 'small' }, h('a', { href: url, rel: 'noopener', target: '_blank' }, t('library.address')))) })
}
