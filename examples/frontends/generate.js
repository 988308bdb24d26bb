// Has pictures or clips made. The job exists before this answers, and ends in any case: tabs may close meanwhile.
import { events } from './events.js'
import { patiently } from './estrade.js'

/**
 * @param kind `images` or `videos`; @param wish `{prompt, …}`, all of which the backend is given
 * @param show is given `{status, progress, waiting?}` whenever it has changed
 * @return `{files: [{url, content_type, width, height, duration, size}]}`
 */
export async function generate(platform, kind, wish, show = () => {}) {
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  const { job_id: id } = await patiently(() => platform.call('POST', `/api/${kind}/generate`, wish, headers))
  for await (const { event, data } of events(platform, `/api/${kind}/${id}/events`)) {
    if (event === 'gone') throw new Error('The job was removed')
    show(data)
    if (data.status === 'COMPLETED') break
    if (['FAILED', 'CANCELLED'].includes(data.status)) throw new Error(data.error?.detail ?? data.status)
  }
  return platform.call('GET', `/api/${kind}/${id}/result`)
}
