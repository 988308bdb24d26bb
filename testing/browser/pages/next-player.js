// The component of examples/frontends/next in an empty page.
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { Player } from '../../../examples/frontends/next/app/lessons/[...rel]/player'

globalThis.show = (props) =>
  createRoot(document.body.appendChild(document.createElement('main'))).render(createElement(Player, props))
