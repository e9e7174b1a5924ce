import { describe, expect, it } from 'vitest'
import type { Quotation } from '#core/article.ts'
import { extract } from '../extract.ts'

interface Said {
  who: string | null
  source: string | null
  cue: string
  said: string
  direct: boolean
}

/** The quotations of a text as readable strings. */
function read(body: string, title = ''): Said[] {
  const { quotations, mentions } = extract({ title, body, dateline: null })
  return quotations.map((each) => {
    const text = each.field === 'title' ? title : body
    const words = ({ start, end }: { start: number; end: number }) => text.slice(start, end)
    return {
      who: each.speaker === null ? null : mentions[each.speaker]!.name,
      source: each.source && words(each.source),
      cue: words(each.cue),
      said: each.content.map(words).join(' / '),
      direct: each.direct,
    }
  })
}

const brief = (body: string) => read(body).map(({ who, said }) => [who, said])

describe('a statement without a verb of speaking before it', () => {
  it.each([
    [
      'Her claim that the mill was closed surprised nobody.',
      'Her',
      'that the mill was closed surprised nobody',
    ],
    [
      'A warning by Robert Poole that prices would rise came late.',
      'Robert Poole',
      'that prices would rise came late',
    ],
    ['Robert Poole has expressed deep concern about the new mill.', 'Robert Poole', 'the new mill'],
    [
      'Robert Poole is confident that the mill will open.',
      'Robert Poole',
      'that the mill will open',
    ],
    ['The new mill was criticized by Robert Poole.', 'Robert Poole', 'The new mill'],
    [
      'The old mill would close, Robert Poole was quoted as saying by a newspaper.',
      'Robert Poole',
      'The old mill would close',
    ],
    ['Robert Poole denied having closed the mill.', 'Robert Poole', 'having closed the mill'],
    ['According to Robert Poole, mills closed.', 'Robert Poole', 'mills closed'],
  ])('is read: %s', (body, source, said) => {
    expect(read(body)).toMatchObject([{ source, said }])
  })

  it('is not what somebody did not say', () => {
    expect(read('Robert Poole did not express concern about the mill.')).toEqual([])
    expect(read('Robert Poole did not say that the mill closed.')).toEqual([])
  })
})

describe('a quotation in quotation marks', () => {
  it('is attributed before, behind and between its words', () => {
    expect(
      brief(`"We are ready," Minister Jane Roe said.

"They are not," said Robert Poole. "Not yet."

Anna Petrov told reporters in Baku: "It is late."`),
    ).toEqual([
      ['Jane Roe', '"We are ready,"'],
      ['Robert Poole', '"They are not," / "Not yet."'],
      ['Anna Petrov', '"It is late."'],
    ])
  })

  it('may have curly marks, marks within it, two apostrophes or single marks', () => {
    expect(brief('“He said ‘no’ to me,” Jane Roe said.')).toEqual([
      ['Jane Roe', '“He said ‘no’ to me,”'],
    ])
    expect(brief("''It is late,'' said Jane Roe.")).toEqual([['Jane Roe', "''It is late,''"]])
    expect(brief("'The workers' rights are at stake,' Jane Roe said.")).toEqual([
      ['Jane Roe', "'The workers' rights are at stake,'"],
    ])
  })

  it('goes on over paragraphs, whether its first one is closed or not', () => {
    const open = `“We came,” Jane Roe said. “We saw the town.\n\n“We stayed there.”\n\nThe train left.`
    expect(brief(open)).toEqual([
      ['Jane Roe', '“We came,” / “We saw the town. / “We stayed there.”'],
    ])
    const closed = `"We came," Jane Roe said.\n\n"We stayed there."`
    expect(brief(closed)).toEqual([['Jane Roe', '"We came," / "We stayed there."']])
  })

  it('is direct where only some of its words are in marks', () => {
    expect(read('Jane Roe said the plan was "dead on arrival" in the house.')).toEqual([
      {
        who: 'Jane Roe',
        source: 'Jane Roe',
        cue: 'said',
        said: 'the plan was "dead on arrival" in the house',
        direct: true,
      },
    ])
  })

  it('is no title of a work', () => {
    expect(brief('On “Fox News Sunday,” Jane Roe said the vote was close.')).toEqual([
      ['Jane Roe', 'the vote was close'],
    ])
  })
})

describe('indirect speech', () => {
  it('follows its cue, goes before it, or stands beside "according to"', () => {
    expect(
      brief(
        'Jane Roe said on Monday that talks would go on. The deal is close, Robert Poole said. ' +
          'According to the State Department, two people died.',
      ),
    ).toEqual([
      ['Jane Roe', 'that talks would go on'],
      ['Robert Poole', 'The deal is close'],
      ['State Department', 'two people died'],
    ])
  })

  it('has several speakers in one sentence, and several cues of one speaker', () => {
    expect(
      brief(
        'Jane Roe said the vote was stolen, adding that she would sue, while Robert Poole, head of the commission, said it was fair.',
      ),
    ).toEqual([
      ['Jane Roe', 'the vote was stolen'],
      ['Jane Roe', 'that she would sue'],
      ['Robert Poole', 'it was fair'],
    ])
  })

  it('keeps who speaks as written where no entity is known', () => {
    expect(read('Two senior officials in the capital said the deal was off.')).toEqual([
      {
        who: null,
        source: 'Two senior officials in the capital',
        cue: 'said',
        said: 'the deal was off',
        direct: false,
      },
    ])
  })

  it('is none where a verb has another sense, is denied or only thought of', () => {
    expect(
      brief(
        'The company added 300 jobs. The report was late. Five states voted. Jane Roe did not say why. ' +
          'If Robert Poole says so, they will go. The rule maintained by the court fell.',
      ),
    ).toEqual([])
  })
})

describe('a speaker', () => {
  it('is the nearest fitting person for a pronoun', () => {
    expect(
      brief(
        'Jane Roe met Robert Poole on Friday. He said the talks were good. She said they were long. ' +
          'He added that they would meet again.',
      ),
    ).toEqual([
      ['Robert Poole', 'the talks were good'],
      ['Jane Roe', 'they were long'],
      ['Robert Poole', 'that they would meet again'],
    ])
  })

  it('is a body for its spokesperson, and nobody for its officials', () => {
    expect(
      read(
        'A spokesman for the World Bank said the loan was late. World Bank officials said it was not.',
      ).map(({ who, source }) => [who, source]),
    ).toEqual([
      ['World Bank', 'A spokesman for the World Bank'],
      [null, 'World Bank officials'],
    ])
  })

  it('of an apposition is the person', () => {
    expect(
      brief("Jane Roe's press secretary, Robert Poole, said she was ill.").map(([who]) => who),
    ).toEqual(['Robert Poole'])
  })

  it('starts a line of a transcript', () => {
    expect(brief('They met.\n\nJANE ROE: We will win. We always do.\n\nIt rained.')).toEqual([
      ['JANE ROE', 'We will win. We always do.'],
    ])
  })
})

describe('what a poll or a study finds', () => {
  it.each([
    ['A Tin Council poll shows that most people stay.', 'that most people stay'],
    ['Polls show a close contest in the state.', 'a close contest in the state'],
    ['The latest survey showed voters leaving in June.', 'voters leaving in June'],
  ])('is a quotation of it: %s', (body, said) => {
    expect(read(body).map((each) => each.said)).toEqual([said])
  })

  it('is none where nobody finds anything', () => {
    expect(read('Jane Roe bought tickets for the shows of the summer.')).toEqual([])
  })
})

describe('what somebody wants or stands for', () => {
  it.each([
    ['Jane Roe wants the council to pay.', 'the council to pay'],
    ['Jane Roe supported deportation of the ships.', 'deportation of the ships'],
  ])('is reported as said: %s', (body, said) => {
    expect(brief(body)).toEqual([['Jane Roe', said]])
  })
})

describe('hostile text', () => {
  const spansOf = ({ source, cue, content }: Quotation) =>
    source ? [source, cue, ...content] : [cue, ...content]

  it('keeps every span inside its text, whatever marks stand where', () => {
    const pieces = [
      '"',
      '“',
      '”',
      "''",
      '‘',
      '’',
      '«',
      'said',
      'Jane Roe',
      ',',
      '.',
      '\n\n',
      ':',
      'that it is',
    ]
    let seed = 7
    const pick = () => pieces[(seed = (seed * 48271) % 2147483647) % pieces.length]!
    for (let n = 0; n < 300; n++) {
      const body = Array.from({ length: 40 }, pick).join(n % 2 ? ' ' : '')
      for (const quotation of extract({ title: '', body, dateline: null }).quotations) {
        for (const { start, end } of spansOf(quotation)) {
          expect(start >= 0 && start < end && end <= body.length).toBe(true)
        }
      }
    }
  })

  it('leaves a mark without its other half alone', () => {
    expect(brief('"We are ready, Jane Roe said. It rained all day.')).toEqual([
      ['Jane Roe', '"We are ready'],
    ])
    expect(read('It was a 6" nail. Jane Roe said it was long.')).toMatchObject([{ direct: false }])
  })

  it('finds none in other languages', () => {
    expect(
      brief(
        '„Wir sind bereit“, sagte Angela Merkel. Der Minister erklärte, dass die Gespräche nicht enden werden.',
      ),
    ).toEqual([])
    expect(brief('«Мы готовы», — сказал Сергей Лавров.')).toEqual([])
  })
})
