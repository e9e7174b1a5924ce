import { it } from 'vitest'
import { freshPage, openedApp } from './app.ts'

const ALVIM = 'person-beatriz-alvim'

const app = openedApp()
const page = freshPage(app)

const open = async () => {
  await page().goto(`${app.url}/entity/${ALVIM}`)
  await page().getByText('Correct this name').click()
}
const heading = (name: string) => page().getByRole('heading', { level: 1, name, exact: true })

it('renames an entity after a preview, and undoes it', async () => {
  await open()
  await page().getByRole('button', { name: 'Rename' }).click()
  await page().getByRole('textbox', { name: 'Name' }).fill('Beatriz M. Alvim')
  await page().getByRole('button', { name: 'Show what changes' }).click()
  await page().getByText('This would change').waitFor()
  await page().getByRole('button', { name: 'Decide so' }).click()
  await heading('Beatriz M. Alvim').waitFor()

  await page().goto(`${app.url}/names`)
  await page().getByText('Beatriz Alvim is called Beatriz M. Alvim').waitFor()
  await page().getByRole('button', { name: 'Undo' }).first().click()
  await page().getByText('(undone)').waitFor()
  await page().goto(`${app.url}/entity/${ALVIM}`)
  await heading('Beatriz Alvim').waitFor()
})

it('merges with a name typed by keyboard, shows why, and splits it off again', async () => {
  await open()
  await page().getByRole('button', { name: 'Same as another' }).click()
  await page()
    .getByRole('combobox', { name: /is the same as/ })
    .fill('leyla mam')
  await page()
    .getByRole('option', { name: /Leyla Mammadova/ })
    .waitFor()
  await page().keyboard.press('ArrowDown')
  await page().keyboard.press('Enter')
  await page().getByText('This would change').waitFor()
  await page().getByRole('button', { name: 'Decide so' }).click()
  await page().waitForURL('**/entity/person-leyla-mammadova')

  await page().getByText('Correct this name').click()
  await page().getByRole('button', { name: 'Split off Beatriz Alvim' }).click()
  await page().getByText('This would change').waitFor()
  await page().getByRole('button', { name: 'Decide so' }).click()
  await page().getByText('Changed', { exact: false }).waitFor()
  await page().goto(`${app.url}/entity/${ALVIM}`)
  await heading('Beatriz Alvim').waitFor()
})
