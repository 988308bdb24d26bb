// Who is enrolled in which formation.
import { all, post, put, remove } from '../api.js'
import { hasRole, visitor } from '../auth.js'
import { fill, h } from '../dom.js'
import { date, t } from '../i18n.js'
import { confirm } from '../ui/dialog.js'
import { icon } from '../ui/icons.js'
import { listInto } from '../ui/pages.js'
import { busy, empty, field, head, select, skeletonLines } from '../ui/parts.js'
import { sentence, tell, tellError } from '../ui/snackbar.js'

export default async function people({ main, signal, params: [id] }) {
  fill(main, head(t('nav.people'), { text: t('people.text') }), skeletonLines(3))
  const everything = await all('/api/formations')
  const formations = hasRole('admin', 'service') ? everything : everything.filter(({ trainer_id: trainer }) => trainer === visitor().id)
  if (formations.length === 0) {
    const create = h('a', { class: 'button primary', href: '#/formations/new' }, icon('plus'), t('formations.create'))
    return fill(main, head(t('nav.people'), { text: t('people.text') }), empty({ name: 'people', title: t('people.noFormation'), text: t('people.noFormationText'), action: create }))
  }
  const course = formations.find((formation) => formation.id === id) ?? formations[0]
  const chooser = select({ label: t('people.formation'), options: formations.map(({ id, title }) => [id, title]), value: course.id })
  chooser.input.addEventListener('change', () => (location.hash = `#/people/${chooser.input.value}`))
  const list = h('ul', { class: 'card told' })
  const place = h('div', {}, skeletonLines(3))
  const more = h('div', { class: 'more' })
  fill(main,
    head(t('nav.people'), { text: t('people.text') }),
    h('div', { class: 'workshop' }, h('div', { class: 'card pad stack' }, chooser, enrolForm(course.id, load)), h('section', { class: 'stack', 'aria-label': t('people.enrolled') }, h('h2', {}, t('people.enrolled')), place, more)),
  )
  await load()

  async function load() {
    const { data } = await listInto(list, { path: `/api/formations/${course.id}/enrolments`, show: row, more, signal })
    fill(place, data.length > 0 ? list : empty({ name: 'people', title: t('people.none'), text: t('people.noneText') }))
  }

  function row({ user_id: user, created_at: created }) {
    const end = async () => {
      if (!(await confirm({ title: t('people.end'), text: t('people.endText', { user, title: course.title }), yes: t('people.end') }))) return
      await remove(`/api/formations/${course.id}/enrolments/${encodeURIComponent(user)}`)
      tell(t('people.ended', { user }))
      await load()
    }
    return h('li', { data: { user } },
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, user.slice(0, 1)),
      h('div', { class: 'grow' }, h('p', { class: 'clip' }, h('strong', {}, user)), h('p', { class: 'small muted' }, t('people.since', { date: date(created) }))),
      h('button', { class: 'button quiet small', 'aria-label': t('people.endFor', { user }), onclick: ({ currentTarget }) => busy(currentTarget, end).catch(tellError) }, icon('trash'), t('people.endShort')),
    )
  }
}

/** One person, or many at once: separated by blanks, commas or lines. */
function enrolForm(course, enrolled) {
  const who = field({ label: t('people.who'), kind: 'textarea', rows: 3, hint: t('people.whoHint'), autocomplete: 'off', spellcheck: 'false' })
  const button = h('button', { class: 'button primary wide' }, icon('plus'), t('people.enrol'))
  return h('form', { class: 'stack', novalidate: true, onsubmit: submit }, who, button)

  async function submit(event) {
    event.preventDefault()
    const users = [...new Set(who.input.value.split(/[\s,;]+/).filter(Boolean))]
    if (users.length === 0) {
      who.fail(t('people.needsUser'))
      return who.input.focus()
    }
    try {
      await busy(button, () => enrol(users))
      who.input.value = ''
      tell(t('people.done', { n: users.length }))
      await enrolled()
    } catch (refused) {
      who.fail(sentence(refused))
    }
  }

  function enrol(users) {
    const path = `/api/formations/${course}/enrolments`
    return users.length === 1 ? put(`${path}/${encodeURIComponent(users[0])}`) : post(path, { user_ids: users })
  }
}
