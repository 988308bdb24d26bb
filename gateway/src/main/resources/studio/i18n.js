// The studio's words, in French and English.
import en from './texts/en.js'
import fr from './texts/fr.js'

const TEXTS = { en, fr }
const known = localStorage.getItem('estrade.language') ?? navigator.language.slice(0, 2)
export let language = known in TEXTS ? known : 'en'
document.documentElement.lang = language

export function speak(chosen) {
  language = chosen
  localStorage.setItem('estrade.language', chosen)
  document.documentElement.lang = chosen
}

/** @param values for `{name}`; `{n}` chooses among `{one, other}` */
export function t(key, values = {}) {
  const found = key.split('.').reduce((texts, name) => texts?.[name], TEXTS[language])
  const text = typeof found === 'object' ? found[new Intl.PluralRules(language).select(values.n)] ?? found.other : found
  return (text ?? key).replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === 'number' ? number(values[name]) : values[name] ?? ''))
}

export const has = (key) => key.split('.').reduce((texts, name) => texts?.[name], TEXTS[language]) !== undefined
export const number = (value, options) => new Intl.NumberFormat(language, options).format(value)

export const percentage = (value) => number(Math.floor(value) / 100, { style: 'percent' })

export const date = (time) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time))

export function ago(time) {
  const seconds = (new Date(time) - Date.now()) / 1000
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const [unit, size] = [['day', 86400], ['hour', 3600], ['minute', 60]].find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  return unit === 'second' ? t('common.now') : format.format(Math.trunc(seconds / size), unit)
}

export function bytes(count) {
  const units = language === 'fr' ? ['o', 'Ko', 'Mo', 'Go', 'To'] : ['B', 'KB', 'MB', 'GB', 'TB']
  const power = count < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(count) / 3))
  return `${number(count / 1000 ** power, { maximumFractionDigits: power > 1 ? 1 : 0 })} ${units[power]}`
}

/** `1:02:03`, as on a player. */
export function clock(seconds) {
  if (!Number.isFinite(seconds)) return '–:––'
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.floor(seconds % 60)]
  const two = (part) => String(part).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** `1 h 2 min`, for people. */
export function lasting(seconds) {
  if (seconds < 60) return t('time.seconds', { n: Math.max(1, Math.round(seconds)) })
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return t('time.minutes', { n: minutes })
  return t('time.hours', { h: Math.floor(minutes / 60), m: minutes % 60 })
}
