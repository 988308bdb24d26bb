// One film or photo by one presigned address, then its title: source 001.
import { create, get, patiently } from '../api.js'
import { fill, h, uid } from '../dom.js'
import { bytes, lasting, percentage, t } from '../i18n.js'
import { putFile } from '../upload/put.js'
import { speedometer } from '../upload/speed.js'
import { openDialog } from '../ui/dialog.js'
import { icon } from '../ui/icons.js'
import { field, progressBar } from '../ui/parts.js'
import { fieldError, sentence, tell } from '../ui/snackbar.js'

/** @param saved is called when it is there */
export function addMedia({ saved }) {
  const id = uid('media')
  const input = h('input', { id, type: 'file', class: 'sr', accept: 'video/*,image/*', onchange: chosen })
  const complaint = fieldError(input)
  const area = h('label', { for: id, class: 'drop' }, icon('upload'), h('span', {}, h('strong', {}, t('library.choose')), h('span', { class: 'small muted' }, t('library.chooseHint'))))
  const title = field({ label: t('library.title'), maxlength: 255 })
  const about = field({ label: t('library.description'), kind: 'textarea', rows: 2, maxlength: 10000 })
  const bar = h('div', { class: 'stack tight', role: 'status' })
  const send = h('button', { class: 'button primary', type: 'submit' }, t('library.save'))
  const form = h('form', { class: 'stack', novalidate: true, onsubmit: submit }, h('div', { class: 'field' }, input, area, complaint.place), title, about, bar, h('div', { class: 'row end' }, send))
  const dialog = openDialog({ title: t('library.add'), content: form })
  const leaving = new AbortController()
  dialog.closed.then(() => leaving.abort())

  function chosen() {
    const [file] = input.files
    if (!file) return
    fill(area, icon(file.type.startsWith('image/') ? 'image' : 'film'), h('span', {}, h('strong', {}, file.name), h('span', { class: 'small muted' }, bytes(file.size))))
    title.input.value ||= file.name.replace(/\.[^.]+$/, '')
  }

  async function submit(event) {
    event.preventDefault()
    const [file] = input.files
    if (!file) {
      complaint.show(t('library.needsFile'))
      return input.focus()
    }
    send.disabled = true
    try {
      const id = await save(file)
      // The library hears of it a moment later; this one waits for it.
      await get(`/api/media/${id}`).catch(() => {})
      tell(t('library.saved', { title: title.input.value }))
      dialog.close()
      saved()
    } catch (refused) {
      if (!leaving.signal.aborted) complaint.show(sentence(refused))
    } finally {
      send.disabled = false
      fill(bar)
    }
  }

  async function save(file) {
    const { signal } = leaving
    const type = file.type.startsWith('image/') ? 'photo' : 'video'
    const query = new URLSearchParams({ filename: file.name, type, size: file.size, ...(file.type && { content_type: file.type }) })
    const { presigned_url: url, required_headers: headers, file_key, public_url } = await patiently(() => get(`/api/generate-presigned-url/?${query}`))
    const speed = speedometer()
    await putFile(url, file, { headers, signal, onBytes: (sent) => (speed.note(sent), show(sent, file.size, speed.speed)) })
    const words = { title: title.input.value.trim(), description: about.input.value }
    const answer = await create(`/api/save-${type}-metadata/`, { ...words, file_key, public_url })
    return answer[`${type}_id`]
  }

  function show(sent, total, speed) {
    const percent = (100 * sent) / total
    fill(bar, progressBar(percent, t('library.sending')), h('p', { class: 'row wrap small muted num between' },
      h('span', {}, percentage(percent)),
      h('span', {}, t('create.ofAll', { sent: bytes(sent), total: bytes(total) })),
      speed > 0 && h('span', {}, `${bytes(speed)}/s · ${t('create.left', { time: lasting((total - sent) / speed) })}`),
    ))
  }
}
