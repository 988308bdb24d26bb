import type { Estrade, Schemas } from './estrade'

export interface Film {
  title: string
  file: File
}

/** Uploads films, straight to the object store, and publishes them as one course: all of them or nothing. */
export async function publish(api: Estrade, title: string, films: Film[]): Promise<Schemas['Formation']> {
  const announced = films.map(({ file }, position) => ({
    client_ref: String(position),
    filename: file.name,
    content_type: file.type,
    size: file.size,
  }))
  const batch = (await api.POST('/api/upload-batches', { body: { uploads: announced } })).data!
  await Promise.all(batch.uploads.map((upload) => send(api, upload, films[Number(upload.client_ref)]!.file)))
  const videos = batch.uploads.map((upload) => ({
    title: films[Number(upload.client_ref)]!.title,
    order: Number(upload.client_ref) + 1,
    videoId: upload.video_id,
  }))
  const { data } = await api.POST('/api/formations', { body: { title, modules: [{ title, order: 1, videos }] } })
  return data!
}

async function send(api: Estrade, upload: Schemas['AnnouncedUpload'], file: File): Promise<void> {
  const path = { video_id: upload.video_id }
  if (upload.strategy === 'single') {
    await put(upload.presigned_url!, file, upload.required_headers)
  } else {
    const size = upload.part_size!
    for (let part = 1; part <= upload.part_count!; part++) {
      const signed = await api.POST('/api/uploads/{video_id}/parts', { params: { path }, body: { part_numbers: [part] } })
      await put(signed.data!.parts[0]!.url, file.slice((part - 1) * size, part * size))
    }
  }
  await api.POST('/api/uploads/{video_id}/complete', { params: { path } })
}

async function put(url: string, bytes: Blob, headers?: Record<string, string>): Promise<void> {
  const stored = await fetch(url, { method: 'PUT', body: bytes, headers })
  if (!stored.ok) {
    throw new Error(`The store answered ${stored.status}`)
  }
}

/** Waits until a lesson can be watched. @param every milliseconds between two looks */
export async function playable(api: Estrade, formation: string, every = 500): Promise<Schemas['Lesson']> {
  for (;;) {
    const { data } = await api.GET('/api/formations/{formation_id}', { params: { path: { formation_id: formation } } })
    const lesson = data!.modules[0]!.videos[0]!
    if (lesson.status === 'playable' || lesson.status === 'ready') {
      return lesson
    }
    if (lesson.status === 'failed') {
      throw new Error(lesson.error?.detail)
    }
    await new Promise((resume) => setTimeout(resume, every))
  }
}
