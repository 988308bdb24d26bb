// What becomes of a formation after it was published.
import { events } from './sse.js'

const isMade = ({ status }) => ['ready', 'degraded'].includes(status)

/**
 * @param show is given the formation whenever something of it has changed
 * @param until ends it; unless told otherwise, when no lesson is being made any more
 * @return the formation; undefined if it is gone or no longer looked at
 */
export async function follow(id, { show, signal, until = isMade }) {
  let formation
  for await (const { event, data } of events(`/api/formations/${id}/events`, signal)) {
    if (event === 'refused') throw Object.assign(new Error('Some videos were refused'), { status: 422, code: 'formation.uploads_refused', errors: data.errors })
    if (event === 'gone') return undefined
    formation = event === 'lesson' ? withLesson(formation, data) : data
    show(formation)
    // A lesson comes before what becomes of the whole.
    if (event === 'formation' && until(formation)) return formation
  }
}

function withLesson(formation, lesson) {
  const place = (videos) => videos.map((video) => (video.id === lesson.id ? lesson : video))
  return { ...formation, modules: formation.modules.map((module) => ({ ...module, videos: place(module.videos) })) }
}
