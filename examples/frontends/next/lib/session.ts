// Who is signed in at the shop. In the place of your own library (Auth.js, Clerk, Keycloak…): a signed cookie.
import { createHmac, timingSafeEqual } from 'node:crypto'

const sign = (user: string) => createHmac('sha256', process.env.SESSION_SECRET!).update(user).digest('base64url')

export const sessionOf = (user: string): string => `${user}.${sign(user)}`

export function currentUser(request: Request): string | undefined {
  const [, user, signature] = /(?:^|; )session=([\w-]+)\.([\w-]+)/.exec(request.headers.get('cookie') ?? '') ?? []
  if (!user) return undefined
  const [given, due] = [Buffer.from(signature), Buffer.from(sign(user))]
  return given.length === due.length && timingSafeEqual(given, due) ? user : undefined
}
