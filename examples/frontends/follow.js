// What becomes of a course after it was published.
import { events } from './events.js'

/** @param show is given the formation whenever something of it has changed, until no lesson is being made any more */
export async function follow(platform, id, show) {
  let formation
  for await (const { event, data } of events(platform, `/api/formations/${id}/events`)) {
    if (event === 'refused') throw Object.assign(new Error('Some videos were refused'), { errors: data.errors })
    if (event === 'gone') return undefined
    formation = event === 'lesson' ? withLesson(formation, data) : data
    show(formation)
    if (['ready', 'degraded'].includes(formation.status)) return formation
  }
}

function withLesson(formation, lesson) {
  const place = (videos) => videos.map((video) => (video.id === lesson.id ? lesson : video))
  return { ...formation, modules: formation.modules.map((module) => ({ ...module, videos: place(module.videos) })) }
}
