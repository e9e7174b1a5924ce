import { describe, expect, it } from 'vitest'
import { parseDateline, readDateline } from './dateline.ts'

describe('parseDateline', () => {
  it.each([
    ['Washington D.C./22.06.23/Turan:', 'Washington', '22.06.23', 'Turan'],
    ['Sarykol, Kyrgyzstan/19.06.25/Steppe Wire:', 'Sarykol', '19.06.25', 'Steppe Wire'],
    ['LONDON, March 3 -', 'London', 'March 3', null],
    ['TASHKENT, March 3 (Meridian) -', 'Tashkent', 'March 3', 'Meridian'],
    ['WUHU, July 18 (Andes) --', 'Wuhu', 'July 18', 'Andes'],
    ['Podgorica, 5 April 2024 –', 'Podgorica', '5 April 2024', null],
    ['Tashkent, March 6, Caspian Courier:', 'Tashkent', 'March 6', 'Caspian Courier'],
    ['SAVANNAH, Ga., July 10 (Meridian) -', 'Savannah', 'July 10', 'Meridian'],
    ['MOSCOW, March 3. /TASS/.', 'Moscow', 'March 3', 'TASS'],
    ['STOCKHOLM (3 March) –', 'Stockholm', '3 March', null],
    ['NEW YORK/LONDON, March 3 (Reuters) -', 'New York', 'March 3', 'Reuters'],
    ['KYIV, Ukraine (AP) —', 'Kyiv', null, 'AP'],
    ['Dec 11 (Meridian) -', null, 'Dec 11', 'Meridian'],
    ['coast News, 27 January -', null, '27 January', 'coast News'],
    ['Doha:', 'Doha', null, null],
    ['New Delhi:', 'New Delhi', null, null],
    ['LISBON —', 'Lisbon', null, null],
    ['TEMA, Ghana |', 'Tema', null, null],
    ['NOTO, Ishikawa Prefecture --', 'Noto', null, null],
    ['LULEÅ.', 'Luleå', null, null],
    ['İZMİR –', 'İzmir', null, null],
    ['PORT-AU-PRINCE, Haiti —', 'Port-au-Prince', null, null],
    ['RIO DE JANEIRO, Feb 26 -', 'Rio de Janeiro', 'Feb 26', null],
    ['WASHINGTON, D.C. —', 'Washington', null, null],
    ['Montreal, Feb 26-', 'Montreal', 'Feb 26', null],
  ])('reads %j', (text, place, date, agency) => {
    expect(parseDateline(`${text} The dam is dry.`)).toEqual({ text, place, date, agency })
  })

  it.each([
    'The river rises in the hills - and falls.',
    'Background: how the river is shared.',
    'Q: Is it dry?',
    'Karin Roe: I think so.',
    'Prime Minister Ana Ferro: it is dry.',
    'NATO: the alliance said so.',
    'U.S. President Jo Roe - the one who left - said so.',
    'On March 3 - the day of the vote - it rained.',
    'In London, March 3 - the day of the vote - was dry.',
    'Montenegro - the country on the coast - is dry.',
    'Beatriz Roe. Took over in May.',
    'ANA FERRO, 68, chairman - she left.',
    '“We” - he said - “are dry.”',
    'EXCLUSIVE: the dam is dry.',
    'THE DAM IS DRY - ALL OF IT',
    '',
  ])('finds none in %j', (text) => {
    expect(parseDateline(text)).toBeNull()
  })
})

describe('readDateline', () => {
  it.each([
    ['RICHMOND, Va. Feb 26 -', 'Richmond', 'Feb 26'],
    ['AMSTERDAM, 2 March -', 'Amsterdam', '2 March'],
    ['ST. LOUIS, Feb 26 -', 'St. Louis', 'Feb 26'],
    ['THE HAGUE, March 2 - Farmers in the low-', 'The Hague', 'March 2'],
    ['London', 'London', null],
    ['NEWPORT NEWS, Va., March 2 -', 'Newport News', 'March 2'],
    ['NEW YORK, Narch 2 -', 'New York', null],
    ['BOSTON, March 187 -', 'Boston', null],
    ['****SAO PAULO, March 2 -', 'Sao Paulo', 'March 2'],
    ['La paz, march 4 -', 'La paz', 'march 4'],
    ['As of March 2', null, 'March 2'],
    ['(totals in mln)', null, null],
    ['', null, null],
  ])('reads the field %j', (field, place, date) => {
    expect(readDateline(field)).toMatchObject({ text: field, place, date, agency: null })
  })
})
