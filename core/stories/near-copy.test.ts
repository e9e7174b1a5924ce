import { describe, expect, it } from 'vitest'
import { isNearCopy, toStoryText } from './near-copy.ts'

const REPORT = `The harbour board of Port Nelly said it would dredge the northern channel to a depth of
  14.5 metres by the end of next year. Chairman Ida Morrow told reporters that the work, put at 220
  million crowns, had been held up by a dispute with the fishing co-operative of Sandel. "We have
  waited long enough," she said. The co-operative's lawyer, Pavel Brandt, said an appeal was likely.
  Larger ships have had to unload part of their cargo at Esker since a storm in March moved sand
  into the approach. The board expects traffic to rise by a fifth once the channel is open again.`

const MARKET = `Cattle prices at Esker rose 1.50 to 2.25 crowns in active trade, the farm office said.
  Top 51.25 crowns per head. Heifers 210-270 kilos 50.50-51.00 and 100 head 51.25. Bulls were
  scarce. Over 550 kilos 47.00-48.00. Receipts were 1,400 against 1,250 a week ago.`

const BOND = `Port Nelly Finance is issuing a 30 million crown bond due March 31, 2002, with a coupon of
  2-1/4 pct and priced at par, lead manager Brandt and Sons said. The bonds will be sold in
  denominations of 5,000 crowns and listed in Esker. Fees comprise 1-1/2 pct selling concession
  with one pct for management and underwriting combined.`

let made = 0
const text = (
  body: string,
  publishedAt: string | null = '2023-06-22T08:00:00Z',
  title = 'A title',
) => toStoryText({ id: `text-${++made}`, title, body, publishedAt })

const areCopies = (a: string, b: string) => {
  const [x, y] = [text(a), text(b)]
  expect(isNearCopy(x, y)).toBe(isNearCopy(y, x))
  return isNearCopy(x, y)
}

describe('a text is a near-copy of another', () => {
  it('where its end is cut, a credit put in front, a passage left out, or words are edited', () => {
    expect(areCopies(REPORT, REPORT.slice(0, REPORT.indexOf('"We')))).toBe(true)
    expect(areCopies(REPORT, `PORT NELLY (North Agency) - ${REPORT}`)).toBe(true)
    expect(areCopies(REPORT, REPORT.replace(/"We.*said\. /s, ''))).toBe(true)
    expect(
      areCopies(REPORT, REPORT.replace('put at', 'valued at').replace('a fifth', '20 pct')),
    ).toBe(true)
  })

  it('not where it says other figures in the same words', () => {
    const next = MARKET.replaceAll('51.25', '49.75').replace('1.50 to 2.25', '0.50 to 1.75')

    expect(
      areCopies(MARKET, next.replace('1,400', '1,380').replace('50.50-51.00', '49.00-49.50')),
    ).toBe(false)
  })

  it('not where it says other names in the same words', () => {
    const other = BOND.replace('Port Nelly Finance', 'Sandel Building Society')

    expect(
      areCopies(BOND, other.replace('Brandt and Sons', 'First Morrow').replace('Esker', 'Lund')),
    ).toBe(false)
  })

  it('not where a longer text holds it, but begins with something else', () => {
    const digest = `Shares fell in Lund on Monday after the bank of issue raised its rate, while Esker
      Mills said that it would close two of its five plants before the winter. ${REPORT}`

    expect(areCopies(REPORT, digest)).toBe(false)
  })

  it('within a day, or at any time where it is long and every word is the same', () => {
    const later = '2023-07-22T08:00:00Z'
    const twice = `${REPORT} ${BOND}`

    expect(isNearCopy(text(REPORT), text(REPORT, '2023-06-23T20:00:00Z'))).toBe(true)
    expect(isNearCopy(text(BOND), text(BOND, later))).toBe(false)
    expect(isNearCopy(text(twice), text(twice, later))).toBe(true)
    expect(isNearCopy(text(twice), text(`${twice} More.`, later))).toBe(false)
  })

  it('where it is very short only under the same title', () => {
    const brief = 'Esker Mills sets a dividend of six cents, payable on March 31.'

    expect(isNearCopy(text(brief), text(brief))).toBe(true)
    expect(isNearCopy(text(brief), text(brief, undefined, 'Another title'))).toBe(false)
  })
})
