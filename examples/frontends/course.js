// A trainer's page from the chosen files to a course that plays.
import { follow } from './follow.js'
import { publish } from './publish.js'
import { uploadAll } from './upload.js'

/** @param bar a `<progress>`; @param show is given the formation as it comes to life */
export async function makeCourse(platform, title, files, { bar, show }) {
  const ids = await uploadAll(platform, files, {
    onProgress: (sent, total) => (bar.value = sent / total),
    remember: (videoId, file) => localStorage.setItem(`upload ${file.name} ${file.size}`, videoId),
  })
  const videos = ids.map((videoId, order) => ({ title: files[order].name, order, videoId }))
  const modules = [{ title: 'Module 1', order: 0, videos }]
  const { id } = await publish(platform, { title, description: '', modules, allow_downloads: true })
  return follow(platform, id, show)
}
