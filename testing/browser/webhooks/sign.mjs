// Signs what comes in by the official library, `standardwebhooks`: sign.mjs <secret> <id> <seconds>. Made for
// CompletionIT of generation-service.
import { readFileSync } from 'node:fs'
import { Webhook } from 'standardwebhooks'

const [secret, id, seconds] = process.argv.slice(2)
console.log(new Webhook(secret).sign(id, new Date(Number(seconds) * 1000), readFileSync(0, 'utf8')))
