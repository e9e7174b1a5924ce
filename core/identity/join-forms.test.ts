import { describe, expect, it } from 'vitest'
import type { EntityKind } from '../article.ts'
import { entityId } from '../entity-id.ts'
import { joinForms } from './join-forms.ts'
import { type Context, type Form, NO_CONTEXT } from './types.ts'

function form(name: string, articles = 1, kind: EntityKind = 'person'): Form {
  return { id: entityId(kind, name), kind, name, variants: [{ value: name, articles }], articles }
}

const body = (name: string, articles = 1) => form(name, articles, 'organization')
const counted = (...ids: string[]) => ids.map((value) => ({ value, articles: 1 }))

function join(forms: Form[], contexts: Record<string, Partial<Context>> = {}) {
  const contextOf = (id: string) => ({ ...NO_CONTEXT, ...contexts[id] })
  return joinForms(forms, contextOf)
}

const together = (forms: Form[], contexts?: Record<string, Partial<Context>>) =>
  join(forms, contexts).clusters.filter((ids) => ids.length > 1)

describe('joining persons', () => {
  it('joins a name with and without a middle initial', () => {
    expect(together([form('Carl Icahn', 9), form('Carl C. Icahn')])).toEqual([
      ['person-carl-c-icahn', 'person-carl-icahn'],
    ])
  })

  it('joins spellings and scripts of one name', () => {
    expect(
      together([form('Сергей Лавров'), form('Sergey Lavrov'), form('Sergei Lawrow')]),
    ).toHaveLength(1)
    expect(
      together([form('Ilham Aliyev'), form('İlham Əliyev'), form('Ilham Alijev')]),
    ).toHaveLength(1)
  })

  it('leaves different given names and middle initials apart', () => {
    expect(together([form('Roger Smith', 4), form('Robert Smith', 2)])).toEqual([])
    expect(together([form('Clifford L. Alexander'), form('Clifford F. Alexander')])).toEqual([])
  })

  it('leaves two names of a common surname apart unless something else is shared', () => {
    const names = [form('Bob Smith'), form('Robert Smith', 2)]
    const shared = { people: counted('person-a', 'person-b', 'person-c') }

    expect(together(names)).toEqual([])
    expect(
      together([...names, form('A', 9), form('B'), form('C')], {
        'person-bob-smith': shared,
        'person-robert-smith': shared,
      }),
    ).toHaveLength(1)
  })

  it('gives a name that fits two people to neither', () => {
    const joined = together([form('John Keller'), form('John A. Keller'), form('John B. Keller')])

    expect(joined).toEqual([])
  })

  it('keeps people apart who serve two states at one time', () => {
    const role = (of: string) => ({
      roles: [{ title: 'finance minister', of, articles: 1, first: 6000, last: 6010 }],
    })
    const contexts = {
      'person-carlo-varga': role('country-hu'),
      'person-carlo-m-varga': role('country-co'),
    }

    expect(together([form('Carlo Varga'), form('Carlo M. Varga')], contexts)).toEqual([])
  })

  it('leaves related surnames to a person to decide', () => {
    const { clusters, candidates } = join([form('Rauf Sargsyan'), form('Rauf Sarkisian')])

    expect(clusters).toHaveLength(2)
    expect(candidates.map(({ entities }) => entities)).toEqual([
      ['person-rauf-sargsyan', 'person-rauf-sarkisian'],
    ])
    expect(together([form('Elnur Bayramov'), form('Elnur Bayramli')])).toEqual([])
  })
})

describe('joining organizations', () => {
  it('joins legal forms, British and American spelling, and slips in rare names', () => {
    expect(together([body('Cable and Wireless', 9), body('Cable & Wireless')])).toHaveLength(1)
    expect(
      together([body('World Trade Organization', 9), body('World Trade Organisation')]),
    ).toHaveLength(1)
    expect(
      together([
        body('New York Stock Exchange', 9),
        body('New York Stock Exchanage'),
        body('London Stock Exchange'),
      ]),
    ).toEqual([['org-new-york-stock-exchanage', 'org-new-york-stock-exchange']])
  })

  it('joins an acronym with the long name that stands beside it', () => {
    const contexts = {
      'org-gm': { articles: [1, 2, 3], bodies: counted('org-general-motors') },
      'org-general-motors': { articles: [1, 2, 3, 4], bodies: counted('org-gm') },
    }

    expect(together([body('GM', 3), body('General Motors Corp', 4)], contexts)).toHaveLength(1)
  })

  it('takes a state body without its state for no body of one state where there are several', () => {
    const around = { countries: counted('country-am') }
    const forms = [
      body('Foreign Ministry'),
      body('Foreign Ministry of Armenia', 4),
      body('Foreign Ministry of Azerbaijan', 4),
    ]

    expect(
      together(forms, {
        'org-foreign-ministry': around,
        'org-foreign-ministry-of-armenia': around,
      }),
    ).toEqual([])
  })

  it('leaves units and namesakes apart', () => {
    expect(together([body('Chrysler Corp', 9), body('Chrysler Financial Corp', 2)])).toEqual([])
    expect(together([body('Shell Oil', 9), body('Shell Canada', 9)])).toEqual([])
    expect(
      together([
        body('International Coffee Organization', 9),
        body('International Cocoa Organization', 9),
      ]),
    ).toEqual([])
  })
})

describe('joining forms', () => {
  const forms = [
    form('Carl Icahn', 9),
    form('Carl C. Icahn'),
    form('Carl Ichan'),
    form('Sergei Lavrov'),
    form('Sergey Lavrov', 3),
    form('Lavrov Sergey'),
    body('Lavrov Partners Inc'),
    body('Lavrov Partners', 2),
  ]

  it('gives the same for every order', () => {
    const usual = join(forms)

    for (let turn = 1; turn < forms.length; turn++) {
      const turned = [...forms.slice(turn), ...forms.slice(0, turn)]
      expect(join(turned)).toEqual(usual)
      expect(join(turned.toReversed())).toEqual(usual)
    }
  })

  it('puts decisions above every rule', () => {
    const fixed = [
      { a: 'person-carl-icahn', b: 'person-carl-c-icahn', same: false },
      { a: 'person-carl-icahn', b: 'person-sergei-lavrov', same: true },
    ]

    const { clusters, joins } = joinForms(forms, () => NO_CONTEXT, fixed)

    expect(clusters.find((ids) => ids.includes('person-carl-icahn'))).toContain(
      'person-sergei-lavrov',
    )
    expect(clusters.find((ids) => ids.includes('person-carl-icahn'))).not.toContain(
      'person-carl-c-icahn',
    )
    expect(joins.find(({ rule }) => rule === 'decision')?.confidence).toBe(1)
  })

  it('gives a spanning tree of each cluster', () => {
    const { clusters, joins } = join(forms)

    expect(joins).toHaveLength(clusters.reduce((sum, ids) => sum + ids.length - 1, 0))
  })
})
