// Never run: `tsc` fails if the document lets any of these pass, or refuses what is right.
import type { Estrade, Schemas } from './estrade'
import type { operations } from './schema'

type Codes<Operation extends keyof operations, Status extends keyof operations[Operation]['responses']> =
  operations[Operation]['responses'][Status] extends { content: { 'application/problem+json': { code: infer Code } } }
    ? Code
    : never

export async function misuse(api: Estrade): Promise<void> {
  // @ts-expect-error: there is no such route
  await api.GET('/api/courses')
  // @ts-expect-error: it is not to be deleted
  await api.DELETE('/api/posts/live')
  // @ts-expect-error: a formation has modules
  await api.POST('/api/formations', { body: { title: 'Optics' } })
  // @ts-expect-error: no such kind
  await api.POST('/api/{kind}/generate', { params: { path: { kind: 'sounds' } }, body: { prompt: 'A prism' } })
  const { data } = await api.GET('/api/tasks/{task_id}', { params: { path: { task_id: 't' } } })
  // @ts-expect-error: no such status
  data!.status === 'done'
}

export const status: Schemas['Lesson']['status'] = 'playable'
export const refusal: Codes<'createFormation', 422> = 'formation.uploads_refused'
// @ts-expect-error: it is answered elsewhere
export const elsewhere: Codes<'createFormation', 422> = 'task.not_failed'
