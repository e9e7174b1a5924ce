import type { z } from 'zod'
import type * as analysis from './schemas/analysis.ts'
import type * as answer from './schemas/answer.ts'
import type * as article from './schemas/article.ts'
import type * as copy from './schemas/copy.ts'
import type * as changes from './schemas/changes.ts'
import type * as decision from './schemas/decision.ts'
import type * as entity from './schemas/entity.ts'
import type * as evidence from './schemas/evidence.ts'
import type * as explanation from './schemas/explanation.ts'
import type * as hit from './schemas/hit.ts'
import type * as match from './schemas/match.ts'
import type * as network from './schemas/network.ts'
import type * as path from './schemas/path.ts'
import type * as quote from './schemas/quote.ts'
import type * as status from './schemas/status.ts'
import type * as tie from './schemas/tie.ts'

/*
 * What the API answers, for those who ask it. The types of the typed client are the same, but so large that a checker
 * which has to work them out for every file of the web app takes minutes.
 */
export type Answers = z.infer<typeof answer.Answers>
export type ArchiveMap = z.infer<typeof analysis.ArchiveMap>
export type ArticleView = z.infer<typeof article.ArticleView>
export type CandidatePage = z.infer<typeof decision.CandidatePage>
export type CopyPage = z.infer<typeof copy.CopyPage>
export type Changes = z.infer<typeof changes.Changes>
export type Entity = z.infer<typeof entity.Entity>
export type EntityForms = z.infer<typeof decision.EntityForms>
export type EntityPage = z.infer<typeof entity.EntityPage>
export type EvidencePage = z.infer<typeof evidence.EvidencePage>
export type Explanation = z.infer<typeof explanation.Explanation>
export type HitPage = z.infer<typeof hit.HitPage>
export type Matched = z.infer<typeof match.Matched>
export type Network = z.infer<typeof network.Network>
export type Paths = z.infer<typeof path.Paths>
export type QuotePage = z.infer<typeof quote.QuotePage>
export type Screened = z.infer<typeof match.Screened>
export type Status = z.infer<typeof status.Status>
export type Suggestions = z.infer<typeof entity.Suggestions>
export type TiePage = z.infer<typeof tie.TiePage>
export type TieView = z.infer<typeof tie.TieView>
