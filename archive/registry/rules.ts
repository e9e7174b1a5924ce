import type { EntityKind } from '#core/article.ts'
import { cutNamesake } from '#core/identity/cut-namesake.ts'
import { joinForms } from '#core/identity/join-forms.ts'
import { holderKeys, linkLoneName, loneKey, oneWordPerson } from '#core/identity/lone-names.ts'
import { kindOfCluster, nameOfCluster } from '#core/identity/name-of-cluster.ts'
import type {
  Appearance,
  ContextOf,
  Fixed,
  Form,
  Holder,
  Joining,
  LoneLink,
  LoneName,
  NamesakeCut,
} from '#core/identity/types.ts'

/** The registry's rules from `core/identity`: pure, and independent of the order of input. */
export interface Rules {
  joinForms(this: void, forms: Form[], contextOf: ContextOf, fixed: Fixed[]): Joining
  /**
   * The keys under which an entity is indexed, and the one under which a lone name is looked up.
   */
  holderKeys(this: void, kind: EntityKind, names: string[]): string[]
  loneKey(this: void, text: string): string
  linkLoneName(this: void, lone: LoneName, holders: Holder[]): LoneLink | null
  oneWordPerson(
    this: void,
    uses: LoneName[],
  ): { name: string; confidence: number; why: string } | null
  /** `telling` is from 0 to 1: how few articles have what an id stands for. */
  cutNamesake(
    this: void,
    appearances: Appearance[],
    telling: (id: string) => number,
  ): NamesakeCut | null
  nameOfCluster(this: void, forms: Form[]): string
  kindOfCluster(this: void, forms: Form[]): EntityKind
}

/** Change it whenever equal articles and decisions may give another registry. */
export const RULES_VERSION = '5'

export const RULES: Rules = {
  joinForms,
  holderKeys,
  loneKey,
  linkLoneName,
  oneWordPerson,
  cutNamesake,
  nameOfCluster,
  kindOfCluster,
}
