// Lists that come page by page.
import { get } from '../api.js'
import { fill, h } from '../dom.js'
import { t } from '../i18n.js'
import { busy } from './parts.js'
import { tellError } from './snackbar.js'

/**
 * @param path of the list; @param query its other parameters
 * @param show is given an item and answers its element
 * @return `{items, next}` after the first page is in `place`; the button that brings more stands in `more`
 */
export async function listInto(place, { path, query = {}, limit = 24, show, more, signal, empty }) {
  const page = (cursor) => get(`${path}?${new URLSearchParams({ ...query, limit, ...(cursor && { cursor }) })}`, { signal })
  const first = await page()
  fill(place, first.data.length > 0 ? first.data.map(show) : empty)
  offer(first.next_cursor)
  return first

  function offer(cursor) {
    if (!more) return
    fill(more, cursor && h('button', { class: 'button', onclick: ({ currentTarget }) => busy(currentTarget, () => append(cursor)) }, t('common.more')))
  }

  async function append(cursor) {
    try {
      const next = await page(cursor)
      place.append(...next.data.map(show))
      offer(next.next_cursor)
    } catch (refused) {
      tellError(refused)
    }
  }
}
