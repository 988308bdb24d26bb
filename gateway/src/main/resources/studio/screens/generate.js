// Have pictures and clips made; the gallery refreshes itself.
import { after, create, get, remove } from '../api.js'
import { fill, h } from '../dom.js'
import { bytes, clock, percentage, t } from '../i18n.js'
import { events } from '../sse.js'
import { sending, emptyModule } from '../upload/session.js'
import { confirm, openDialog } from '../ui/dialog.js'
import { icon } from '../ui/icons.js'
import { listInto } from '../ui/pages.js'
import { busy, empty, field, head, pill, progressBar, select, skeletonCards } from '../ui/parts.js'
import { reason, tell, tellError } from '../ui/snackbar.js'

/** What the form offers beside the prompt; the backend is given all of it. */
const SIZES = { images: ['1024x1024', '1280x720', '720x1280'], videos: ['640x360', '1280x720', '360x640'] }
/** Streams at once: browsers open six connections to a host, and calls need some. */
const FOLLOWED = 2
/** Seconds after which those that are not followed are asked for. */
const PAUSE = 5
const ENDED = ['COMPLETED', 'FAILED', 'CANCELLED']

const isMoving = ({ status }) => !ENDED.includes(status)

export default async function generate({ main, signal, params: [kind] }) {
  const gallery = h('ul', { class: 'grid' })
  const place = h('div', {}, skeletonCards(3))
  const more = h('div', { class: 'more' })
  fill(main,
    head(t('nav.generate'), { text: t('generate.text'), tools: [kinds(kind)] }),
    h('div', { class: 'workshop' }, form(kind, begun), h('section', { class: 'stack', 'aria-label': t('generate.gallery') }, h('h2', {}, t('generate.gallery')), place, more)),
  )
  const followed = new Set()
  await load()
  refresh().catch(() => {})

  async function load() {
    const { data } = await listInto(gallery, { path: `/api/${kind}/user`, show: tile, more, signal })
    fill(place, data.length > 0 ? gallery : empty({ name: 'spark', title: t('generate.none'), text: t('generate.noneText') }))
    data.filter(isMoving).forEach(({ job_id: id }) => follow(id).catch(tellError))
  }

  async function begun(job) {
    if (!gallery.isConnected) fill(place, gallery)
    gallery.prepend(tile(job))
    await follow(job.job_id)
  }

  /** Until it has ended; the tile then shows what was made. */
  async function follow(id) {
    if (followed.size >= FOLLOWED) return
    followed.add(id)
    try {
      for await (const { event, data } of events(`/api/${kind}/${id}/events`, signal)) {
        if (event === 'gone') return find(id)?.remove()
        update(data)
        if (data.status === 'COMPLETED') update({ ...data, files: (await get(`/api/${kind}/${id}/result`)).files })
        if (ENDED.includes(data.status)) return
      }
    } finally {
      followed.delete(id)
    }
  }

  async function refresh() {
    for (;;) {
      await after(PAUSE, signal)
      const rest = [...gallery.children].map(({ job }) => job).filter((job) => isMoving(job) && !followed.has(job.job_id))
      if (rest.length > 0) await look(rest).catch(() => {})
    }
  }

  async function look(jobs) {
    const { data, next_cursor: older } = await get(`/api/${kind}/user?limit=100`, { signal })
    for (const { job_id: id } of jobs) {
      const job = data.find(({ job_id }) => job_id === id)
      if (job) update(job)
      else if (!older) find(id)?.remove()
    }
  }

  function find(id) {
    return gallery.querySelector(`[data-job="${CSS.escape(id)}"]`)
  }

  /** What is not said any more is over: the backend is there again, or another try has begun. */
  function update(job) {
    const shown = find(job.job_id)
    shown?.replaceWith(tile({ ...shown.job, waiting: undefined, error: undefined, ...job }))
  }

  function tile(job) {
    const { job_id: id, status, progress, prompt, files = [], error, waiting } = job
    const element = h('li', { class: 'card course made', data: { job: id, status } },
      picture(job),
      h('div', { class: 'body' },
        h('p', { class: 'prompt' }, prompt),
        h('div', { class: 'row wrap' }, pill(status), files[0] && h('span', { class: 'small muted num' }, facts(files[0]))),
        isMoving(job) && h('div', { class: 'row small' }, progressBar(progress, prompt, 'thin'), h('span', { class: 'num nowrap' }, percentage(progress))),
        waiting && h('p', { class: 'small muted' }, t('generate.waiting')),
        error && h('p', { class: 'small bad' }, reason(error)),
        h('div', { class: 'tools' },
          status === 'COMPLETED' && kind === 'videos' && h('button', { class: 'button small', onclick: ({ currentTarget }) => busy(currentTarget, () => useAsLesson(job)).catch(tellError) }, icon('course'), t('generate.useAsLesson')),
          h('button', { class: 'button quiet small', onclick: () => end(job).catch(tellError) }, ENDED.includes(status) ? t('common.delete') : t('generate.cancel')),
        ),
      ),
    )
    return Object.assign(element, { job })
  }

  async function end({ job_id: id, status, prompt }) {
    const over = ENDED.includes(status)
    if (over && !(await confirm({ title: t('generate.delete'), text: prompt, yes: t('common.delete') }))) return
    await remove(`/api/${kind}/${id}`)
    if (over) find(id)?.remove()
    tell(t(over ? 'generate.deleted' : 'generate.cancelled'))
  }
}

function kinds(kind) {
  const link = (name, picture) => h('a', { href: `#/generate/${name}`, 'aria-current': name === kind ? 'page' : null }, icon(picture), t(`generate.${name}`))
  return h('nav', { class: 'choices', 'aria-label': t('generate.kind') }, link('images', 'image'), link('videos', 'film'))
}

function form(kind, begun) {
  const prompt = field({ label: t(`generate.prompt_${kind}`), kind: 'textarea', rows: 5, maxlength: 10000, placeholder: t(`generate.example_${kind}`) })
  const size = select({ label: t('generate.size'), options: SIZES[kind].map((size) => [size, size.replace('x', ' × ')]), value: SIZES[kind][0] })
  const count = select({ label: t('generate.count'), options: [1, 2, 3, 4].map((n) => [n, n]), value: 1 })
  const seconds = select({ label: t('generate.duration'), options: [2, 4, 8, 15, 30].map((n) => [n, t('time.seconds', { n })]), value: 4 })
  const button = h('button', { class: 'button primary big wide' }, icon('spark'), t('generate.generate'))
  return h('form', { class: 'card pad stack', novalidate: true, onsubmit: submit },
    prompt,
    h('div', { class: 'pair' }, size, kind === 'images' ? count : seconds),
    button,
  )

  async function submit(event) {
    event.preventDefault()
    const text = prompt.input.value.trim()
    if (!text) {
      prompt.fail(t('generate.needsPrompt'))
      return prompt.input.focus()
    }
    const wish = { prompt: text, size: size.input.value, ...(kind === 'images' ? { count: Number(count.input.value) } : { duration: Number(seconds.input.value) }) }
    const job = await busy(button, () => create(`/api/${kind}/generate`, wish)).catch((refused) => {
      const wrong = refused.errors?.find(({ field }) => field === 'prompt')
      if (wrong) prompt.fail(reason(wrong))
      else tellError(refused)
    })
    if (!job) return
    prompt.input.value = ''
    tell(t('generate.begun'))
    begun({ ...job, prompt: text, progress: 0, created_at: new Date().toISOString() }).catch(tellError)
  }
}

function picture(job) {
  const { files = [], status, prompt } = job
  const [file] = files
  if (!file) return h('div', { class: 'picture' }, ENDED.includes(status) ? h('span', { class: 'no-picture' }, icon('alert')) : h('span', { class: 'skeleton poster' }))
  const look = () => openDialog({ title: prompt, wide: true, content: h('div', { class: 'stack' }, files.map((file) => shown(file, prompt, true))) })
  return h('button', { class: 'picture', onclick: look }, h('span', { class: 'sr' }, t('generate.look', { prompt })), shown(file, ''), files.length > 1 && h('span', { class: 'length' }, `+${files.length - 1}`))
}

function shown({ url, content_type: type }, alt, large = false) {
  if (type.startsWith('image/')) return h('img', { src: url, alt, loading: 'lazy' })
  return h('video', { src: large ? url : `${url}#t=0.5`, preload: 'metadata', controls: large, muted: !large, playsinline: true, 'aria-label': alt || null })
}

function facts({ width, height, duration, size }) {
  return [width && `${width} × ${height}`, duration && clock(duration), bytes(size)].filter(Boolean).join(' · ')
}

/** The store copies it: from then on it is an upload like any other, and a lesson of the course that is being made. */
async function useAsLesson({ job_id, prompt }) {
  const { video_id: videoId, size } = await create('/api/uploads/from-generation', { job_id, file: 0 })
  const draft = await sending.load()
  if (draft.modules.length === 0) draft.modules.push(emptyModule())
  draft.modules.at(-1).videos.push({ key: crypto.randomUUID(), title: prompt.slice(0, 120), description: '', name: prompt.slice(0, 60), size: size ?? 0, videoId })
  await sending.save()
  tell(t('generate.used'))
  location.hash = '#/formations/new'
}
