// Watch a lesson, beside the others of its formation.
import { get } from '../api.js'
import { fill, h } from '../dom.js'
import { follow } from '../follow.js'
import { clock, percentage, t } from '../i18n.js'
import { player } from '../player/player.js'
import { icon } from '../ui/icons.js'
import { head, pill } from '../ui/parts.js'

export default async function watch({ main, signal, params: [rel] }) {
  const [, course] = rel.split('/')
  // A recording of a live belongs to no formation.
  let formation = course === 'live' ? undefined : await get(`/api/formations/${course}`, { signal }).catch((refused) => {
    if (![403, 404].includes(refused.status)) throw refused
  })
  const lesson = lessonOf(formation, rel)
  const screen = player({ rel, title: lesson?.title ?? t('watch.film'), poster: lesson?.poster }, { signal })
  const aside = h('aside', { class: 'card others', 'aria-label': t('watch.lessons') })
  main.classList.add('wide')
  fill(main,
    head(lesson?.title ?? t('watch.film'), formation && { back: { href: `#/formations/${course}`, text: formation.title } }),
    h('div', { class: formation ? 'theatre' : '' },
      h('div', { class: 'stack' }, screen, lesson?.description && h('p', { class: 'muted' }, lesson.description), h('p', { class: 'small muted keys' }, t('player.keys'))),
      formation && aside,
    ),
  )
  if (!formation) return
  draw(formation)
  if (['submitted', 'processing'].includes(formation.status)) follow(course, { signal, show: draw }).catch(() => {})

  function draw(newest) {
    formation = newest
    fill(aside, others(formation, rel))
    const now = lessonOf(formation, rel)
    if (now && !['ready', 'failed'].includes(now.status)) screen.progress(now.progress)
  }
}

const lessonOf = (formation, rel) => formation?.modules.flatMap(({ videos }) => videos).find((lesson) => lesson.rel === rel)

function others(formation, rel) {
  return formation.modules.map((module) => h('section', {},
    h('h2', {}, module.title),
    h('ol', {}, module.videos.map((lesson) => h('li', {},
      h('a', { href: `#/watch/${lesson.rel}`, 'aria-current': lesson.rel === rel ? 'true' : null },
        icon(lesson.status === 'failed' ? 'alert' : 'play', { kind: lesson.status === 'failed' ? '' : 'filled' }),
        h('span', { class: 'grow' }, lesson.title),
        lesson.status === 'ready' ? h('span', { class: 'small muted num' }, lesson.duration && clock(lesson.duration)) : pill(lesson.status),
        !['ready', 'playable', 'failed'].includes(lesson.status) && h('span', { class: 'small num' }, percentage(lesson.progress)),
      ))),
    ),
  ))
}
