// Reads PromQL with Prometheus' own grammar: an array of queries comes in as JSON, an array of what each of them names goes
// out: {error} or {metrics: [{name, matchers: [{label, op, value}]}], grouped: [label]}.
import { readFileSync } from 'node:fs'
import { parser } from '@prometheus-io/lezer-promql'

const strict = parser.configure({ strict: true })

function read(query) {
  const text = (node) => query.slice(node.from, node.to)
  const metrics = []
  const grouped = []
  try {
    strict.parse(query).iterate({
      enter(node) {
        if (node.name === 'VectorSelector') {
          metrics.push({ name: '', matchers: [] })
        } else if (node.name === 'Identifier') {
          metrics.at(-1).name = text(node)
        } else if (node.name === 'UnquotedLabelMatcher') {
          const [label, op, value] = ['LabelName', 'MatchOp', 'StringLiteral'].map((name) => text(node.node.getChild(name)))
          metrics.at(-1).matchers.push({ label, op, value: value.slice(1, -1) })
        } else if (node.name === 'LabelName' && node.node.parent.name === 'GroupingLabels') {
          grouped.push(text(node))
        }
      },
    })
    return { metrics, grouped }
  } catch (fault) {
    return { error: String(fault) }
  }
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(read)))
