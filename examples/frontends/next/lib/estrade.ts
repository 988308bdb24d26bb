// On the shop's server only: the shop's own credential, which speaks for the users that it names.

const GATEWAY = process.env.ESTRADE_GATEWAY!
let credential: { token: string; ends: number } | undefined

/** OAuth 2 client credentials; any issuer whose `service` client has the role `service`. */
async function serviceToken(): Promise<string> {
  if (credential && credential.ends > Date.now() + 30_000) return credential.token
  const answer = await fetch(process.env.OIDC_TOKEN_URL!, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: process.env.OIDC_CLIENT_ID!,
      client_secret: process.env.OIDC_CLIENT_SECRET!,
    }),
    cache: 'no-store',
  })
  if (!answer.ok) throw new Error(`The identity provider answers ${answer.status}`)
  const { access_token: token, expires_in: seconds } = await answer.json()
  credential = { token, ends: Date.now() + seconds * 1000 }
  return token
}

export async function askEstrade(path: string): Promise<Response> {
  const headers = { Authorization: `Bearer ${await serviceToken()}` }
  return fetch(GATEWAY + path, { headers, cache: 'no-store' })
}
