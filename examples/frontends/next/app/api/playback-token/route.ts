// The shop's session becomes a playback token; Estrade decides whether this user may watch.
import { askEstrade } from '../../../lib/estrade'
import { currentUser } from '../../../lib/session'

export async function GET(request: Request): Promise<Response> {
  const user = currentUser(request)
  if (!user) return Response.json({ code: 'auth.unauthenticated' }, { status: 401 })
  const rel = new URL(request.url).searchParams.get('rel') ?? ''
  const query = new URLSearchParams({ user_id: user, rel, platform: 'web' })
  const answer = await askEstrade(`/api/get-video-token/v2?${query}`)
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  for (const name of ['Content-Type', 'Retry-After']) {
    const value = answer.headers.get(name)
    if (value) headers.set(name, value)
  }
  return new Response(answer.body, { status: answer.status, headers })
}
