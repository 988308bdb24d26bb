// The list of formations: what is still being converted moves by itself.
import { hasRole } from '../auth.js'
import { after, get } from '../api.js'
import { fill, h } from '../dom.js'
import { lasting, percentage, t } from '../i18n.js'
import { follow } from '../follow.js'
import { icon } from '../ui/icons.js'
import { listInto } from '../ui/pages.js'
import { empty, head, pill, progressBar, settled, skeletonCards } from '../ui/parts.js'
import { tellError } from '../ui/snackbar.js'

/** Streams at once: browsers open six connections to a host, and calls need some. */
const FOLLOWED = 2
/** Seconds after which those that are not followed are asked for. */
const PAUSE = 5

export default async function formations({ main, signal }) {
  const teaches = hasRole('trainer', 'admin', 'service')
  const grid = h('div')
  const more = h('div', { class: 'more' })
  const search = h('input', { class: 'input', type: 'search', 'aria-label': t('formations.search'), placeholder: t('formations.search') })
  const create = () => h('a', { class: 'button primary', href: '#/formations/new' }, icon('plus'), t('formations.create'))
  const nothing = (q) => empty(q
    ? { name: 'search', title: t('formations.noneFound'), text: t('formations.noneFoundText', { q }) }
    : { name: 'course', title: t('formations.none'), text: t(teaches ? 'formations.noneText' : 'formations.noneLearner'), action: teaches && create() })

  fill(main,
    head(t('nav.formations'), { text: t(teaches ? 'formations.text' : 'formations.textLearner'), tools: [h('div', { class: 'search' }, icon('search'), search), teaches && create()] }),
    grid, more,
  )
  let showing = new AbortController()
  signal.addEventListener('abort', () => showing.abort())
  search.addEventListener('input', settled(() => load().catch(tellError)))
  await load()

  async function load() {
    showing.abort()
    showing = new AbortController()
    fill(grid, skeletonCards())
    const q = search.value.trim()
    const place = h('ul', { class: 'grid' })
    const page = await listInto(place, {
      path: '/api/formations',
      query: q ? { q } : {},
      show: card,
      more,
      signal: showing.signal,
    })
    fill(grid, page.data.length > 0 ? place : nothing(q))
    watchThem(page.data.filter(isMoving), place, showing.signal)
  }
}

const isMoving = ({ status }) => ['submitted', 'processing'].includes(status)

function watchThem(moving, place, signal) {
  const redraw = (formation) => place.querySelector(`[data-id="${CSS.escape(formation.id)}"]`)?.replaceWith(card(formation))
  for (const { id } of moving.slice(0, FOLLOWED)) {
    follow(id, { signal, show: (formation) => redraw(summary(formation)) }).catch((refused) => signal.aborted || tellError(refused))
  }
  if (moving.length > FOLLOWED) poll(moving.slice(FOLLOWED).map(({ id }) => id), redraw, signal).catch(() => {})
}

async function poll(ids, redraw, signal) {
  while (ids.length > 0) {
    await after(PAUSE, signal)
    const found = await Promise.all(ids.map((id) => get(`/api/formations/${id}`, { signal })))
    found.map(summary).forEach(redraw)
    ids = found.filter(isMoving).map(({ id }) => id)
  }
}

/** A formation as lists show it. */
function summary(formation) {
  const lessons = formation.modules.flatMap(({ videos }) => videos)
  const sum = (number) => lessons.reduce((total, lesson) => total + number(lesson), 0)
  return {
    ...formation,
    modules_count: formation.modules.length,
    lessons_count: lessons.length,
    progress: Math.floor(sum(({ progress }) => progress) / Math.max(1, lessons.length)),
    duration: sum(({ duration }) => duration ?? 0),
    poster: lessons.find(({ poster }) => poster)?.poster ?? null,
  }
}

function card(formation) {
  const { id, title, status, published, poster, progress, modules_count: modules, lessons_count: lessons, duration } = formation
  const moving = isMoving(formation)
  return h('li', { class: 'card course', data: { id, status } },
    h('div', { class: 'picture' },
      poster ? h('img', { src: poster, alt: '', loading: 'lazy' }) : moving ? h('span', { class: 'skeleton poster' }) : h('span', { class: 'no-picture' }, icon('film')),
      duration > 0 && h('span', { class: 'length num' }, lasting(duration)),
    ),
    h('div', { class: 'body' },
      h('h2', {}, h('a', { href: `#/formations/${id}` }, title)),
      h('p', { class: 'small muted' }, `${t('formations.modules', { n: modules })} · ${t('formations.lessons', { n: lessons })}`),
      h('div', { class: 'row wrap' }, status !== 'ready' && pill(status), !published && h('span', { class: 'pill' }, t('formations.draft'))),
      moving && h('div', { class: 'row small' }, progressBar(progress, t('formations.progress', { title }), 'thin'), h('span', { class: 'num nowrap' }, percentage(progress))),
    ),
  )
}
