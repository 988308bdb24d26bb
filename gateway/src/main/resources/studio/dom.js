// Elements without a framework: h('a', { href: '#/', class: 'button' }, 'Text', child).

/** Properties that only exist as properties, or whose attribute means only the first value. */
const PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden', 'muted', 'srcObject', 'indeterminate', 'multiple', 'required'])

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes ?? {})) set(element, name, value)
  append(element, children)
  return element
}

function set(element, name, value) {
  if (value === undefined || value === null) return
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
  else if (name === 'style') for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text)
  else if (name === 'data') Object.assign(element.dataset, value)
  else if (PROPERTIES.has(name)) element[name] = value
  else if (value !== false) element.setAttribute(name, value === true ? '' : value)
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child)
  }
}

/** Gives an element these children instead of those that it has. */
export function fill(element, ...children) {
  element.replaceChildren()
  append(element, children)
  return element
}

let ids = 0
export const uid = (prefix = 'e') => `${prefix}-${++ids}`
