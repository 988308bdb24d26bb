// A shop's page that can go on where a closed tab stopped, as examples/frontends does it.
import { connect } from '../../../examples/frontends/estrade.js'
import { announce, resume } from '../../../examples/frontends/upload.js'

const chosenFile = () => document.querySelector('#file').files[0]
const platform = ({ gateway, token }) => connect({ gateway, accessToken: () => token })

/** @return the item, whose id a shop keeps (localStorage, its own server) to go on later */
globalThis.announce = async (options) => (await announce(platform(options), [chosenFile()]))[0]

globalThis.send = (options, id) => resume(platform(options), chosenFile(), id)
