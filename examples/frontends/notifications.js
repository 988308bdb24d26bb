// The bell: what is new, at once and in every tab.
import { events } from './events.js'

/** @param show is given `{unread, notification?}`; your own sentence is made of `type` and `data` */
export async function ring(platform, show, { signal } = {}) {
  let unread = 0
  for await (const { event, data } of events(platform, '/api/notifications/stream', { signal })) {
    if (event === 'unread') show({ unread: (unread = data.unread_count) })
    else if (event === 'notification') show({ unread, notification: data })
  }
}

export const readAll = (platform) => platform.call('POST', '/api/notifications/read')
