import { Evidence } from './evidence.ts'
import { pageOf } from './page.ts'
import { Tie } from './tie.ts'

export const FirstsPage = pageOf(
  Tie.omit({ version: true, citation: true })
    .extend({ evidence: Evidence.nullable() })
    .openapi('FirstTie', { description: 'A new pair with its first sentence' }),
).openapi('Firsts')
