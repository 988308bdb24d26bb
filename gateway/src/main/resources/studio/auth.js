// Who is here: OpenID Connect, authorization code with PKCE (RFC 7636) of a public client. Nothing in this page is secret.
// Tokens live in memory and in this tab's session storage, so that a reload does not sign out.

const STORED = 'estrade.tokens'
const PENDING = 'estrade.sign-in'
const TAB = 'estrade.tab'
const REDIRECT = `${location.origin}/studio/`
/** Seconds before its end at which a token is renewed. */
const EARLY = 30

/** Tells `ended` when nobody is signed in any more without having asked for it. */
export const session = new EventTarget()

let tokens = JSON.parse(sessionStorage.getItem(STORED) ?? 'null')
let platform
let endpoints
let renewing
const alone = claimTab()

/** `{name, version, issuer, docs, studio: {client_id, scope, roles_claim}}` */
export async function describePlatform() {
  platform ??= await read('/.well-known/estrade')
  return platform
}

async function read(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return response.json()
}

async function discover() {
  const { issuer } = await describePlatform()
  return (endpoints ??= await read(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`))
}

const client = async () => ({ client_id: 'estrade-studio', scope: 'openid', ...(await describePlatform()).studio })

export async function signIn() {
  const { authorization_endpoint: address } = await discover()
  const { client_id, scope } = await client()
  // No nonce: the ID token is for display and for signing out, and nobody is let in because of it.
  const pending = { verifier: random(), state: random(), hash: location.hash }
  sessionStorage.setItem(PENDING, JSON.stringify(pending))
  const query = new URLSearchParams({
    response_type: 'code',
    client_id,
    scope,
    redirect_uri: REDIRECT,
    state: pending.state,
    code_challenge: await sha256(pending.verifier),
    code_challenge_method: 'S256',
  })
  location.assign(withQuery(address, query))
}

/** After the issuer sent the visitor back; does nothing otherwise. @throws Error if the sign-in failed */
export async function finishSignIn() {
  const query = new URLSearchParams(location.search)
  if (!query.has('code') && !query.has('error')) return
  const { verifier, state, hash = '' } = JSON.parse(sessionStorage.getItem(PENDING) ?? '{}')
  sessionStorage.removeItem(PENDING)
  history.replaceState(null, '', REDIRECT + hash)
  if (!state || query.get('state') !== state) throw new Error('The answer is of another sign-in')
  const { issuer, authorization_response_iss_parameter_supported: named } = await discover()
  // RFC 9207: an answer of one issuer is not taken for another's.
  if (named && query.get('iss') !== issuer) throw new Error('The answer is of another issuer')
  if (query.has('error')) throw new Error(query.get('error_description') ?? query.get('error'))
  await ask({ grant_type: 'authorization_code', code: query.get('code'), redirect_uri: REDIRECT, code_verifier: verifier })
}

async function ask(form) {
  const { token_endpoint: address } = await discover()
  const { client_id } = await client()
  const response = await fetch(address, { method: 'POST', body: new URLSearchParams({ ...form, client_id }) })
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) {
    throw Object.assign(new Error(answer.error_description ?? answer.error ?? `${response.status}`), { status: response.status })
  }
  keep({
    access: answer.access_token,
    refresh: answer.refresh_token ?? tokens?.refresh,
    id: answer.id_token ?? tokens?.id,
    ends: Date.now() + (answer.expires_in ?? 300) * 1000,
  })
}

function keep(newest) {
  tokens = newest
  if (tokens) sessionStorage.setItem(STORED, JSON.stringify(tokens))
  else sessionStorage.removeItem(STORED)
}

export const signedIn = () => tokens !== null

/** The newest one, renewed before it ends. One renewal at a time, whoever asks. */
export async function accessToken() {
  if (!tokens) throw ended()
  if (tokens.ends - EARLY * 1000 < Date.now()) await (renewing ??= renew().finally(() => (renewing = undefined)))
  return tokens.access
}

/** It was refused: the next one who asks gets another. */
export function forgetAccessToken() {
  if (tokens) tokens.ends = 0
}

/** A duplicated tab has the other's tokens too, and a refresh token that is used twice ends both (RFC 9700, 4.14.2). */
async function claimTab() {
  if (!isSecureContext) return // nobody signs in there
  const id = sessionStorage.getItem(TAB) ?? crypto.randomUUID()
  sessionStorage.setItem(TAB, id)
  if (await hold(`estrade.tab.${id}`)) return
  sessionStorage.removeItem(TAB)
  if (tokens) keep({ ...tokens, refresh: undefined })
  await claimTab()
}

/** As long as the page lives. @return whether nobody else does */
function hold(name) {
  return new Promise((known) => {
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      known(lock !== null)
      return lock && new Promise(() => {})
    })
  })
}

async function renew() {
  await alone
  if (!tokens.refresh) throw end()
  try {
    await ask({ grant_type: 'refresh_token', refresh_token: tokens.refresh })
  } catch (refused) {
    // An issuer that is away for a moment ends nothing.
    throw refused.status >= 400 && refused.status < 500 ? end() : refused
  }
}

function end() {
  keep(null)
  session.dispatchEvent(new Event('ended'))
  return ended()
}

const ended = () => Object.assign(new Error('Signed out'), { status: 401, code: 'auth.unauthenticated', errors: [] })

export async function signOut() {
  const hint = tokens?.id
  keep(null)
  const { end_session_endpoint: address } = await discover().catch(() => ({}))
  if (!address) return location.assign(REDIRECT)
  const { client_id } = await client()
  const query = new URLSearchParams({ client_id, post_logout_redirect_uri: REDIRECT, ...(hint && { id_token_hint: hint }) })
  location.assign(withQuery(address, query))
}

/** `{id, name, roles}` as the tokens say; for display, since the platform decides by itself. */
export function visitor() {
  const access = claims(tokens?.access)
  const id = claims(tokens?.id)
  const user = access.sub ?? id.sub
  return { id: user, name: id.name ?? access.name ?? id.preferred_username ?? user, roles: rolesOf(access) }
}

/** Where the operator says that they are: dots descend, as in Keycloak's `realm_access.roles`. */
function rolesOf(access) {
  const claim = platform?.studio?.roles_claim ?? 'roles'
  const roles = access[claim] ?? claim.split('.').reduce((found, name) => found?.[name], access) ?? []
  return typeof roles === 'string' ? roles.split(/[\s,]+/) : roles
}

export const hasRole = (...roles) => visitor().roles.some((role) => roles.includes(role))

function claims(token) {
  try {
    const bytes = Uint8Array.from(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return {}
  }
}

const withQuery = (address, query) => `${address}${address.includes('?') ? '&' : '?'}${query}`
const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)))
const sha256 = async (text) => base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
