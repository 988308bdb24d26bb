// A course is published whole or not at all.
import { patiently } from './estrade.js'

/**
 * @param course `{title, description, modules: [{title, order, videos: [{title, order, videoId}]}]}`
 * @return the formation; its lessons have a `rel` each, by which they are played
 * @throws EstradeError with 422 `formation.uploads_refused`: nothing exists, `errors` names each video by its path, and
 *   the uploads that it named are rolled back. With `keep_uploads: true` they stay, for a second try
 */
export async function publish(platform, course) {
  // The same key with every try: however often it arrives, there is one course.
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  const response = await patiently(() => platform.send('POST', '/api/formations', { body: course, headers }))
  return response.json()
}
