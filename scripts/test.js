/*
 * The README's test command: sets up what is missing, checks format, lint and types, then runs every test even if some
 * fail. The last line is the count.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUp } from './setup.js'

const HOME = fileURLToPath(new URL('..', import.meta.url))
const NODE = join(HOME, 'node_modules/node/bin/node')
const CI = process.env.CI === 'true'
const CHROMIUM = process.env.DATELINE_CHROMIUM || '/usr/bin/chromium'

const CHECKS = [
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  ['lint', 'eslint/bin/eslint.js', '--max-warnings=0', '.'],
  ['types', 'typescript/bin/tsc', '-p', '.'],
  ['types of the web app', 'svelte-check/bin/svelte-check', '--tsconfig', 'web/tsconfig.json'],
]

const PYTHON = join(HOME, '.venv/bin/python')
const PYTHON_CHECKS = [
  ['ruff', 'format', '--check', '--quiet', '..'],
  ['ruff', 'check', '--quiet', '..'],
  ['mypy', '--no-error-summary'],
  ['pytest', '--tb=short'],
]

const count = { passed: 0, failed: 0 }

function pass(number = 1) {
  count.passed += number
}

function fail(sentence) {
  count.failed++
  console.log(`FAILED  ${sentence}`)
}

/** In CI nothing may be skipped. */
function skip(sentence) {
  if (CI) fail(`skipped: ${sentence}`)
  else console.log(`SKIPPED ${sentence}`)
}

async function check(name, script, ...args) {
  const { status, output } = await runScript(script, args)
  if (status === 0) return pass()
  process.stdout.write(output)
  fail(`${name} (${[script.split('/')[0], ...args].join(' ')})`)
}

async function runTests(name, projects) {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-test-'))
  const file = join(folder, 'results.json')
  try {
    const selected = projects.map((project) => `--project=${project}`)
    const reporters = ['--reporter=json', `--outputFile=${file}`]
    const args = ['run', ...selected, ...reporters]
    const { status, output } = await runScript('vitest/vitest.mjs', args)
    const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
    const failedBefore = count.failed
    if (results) countTests(results)
    if (status === 0 || count.failed > failedBefore) return
    process.stdout.write(output)
    fail(`${name} (vitest ended with status ${status})`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function countTests({ testResults }) {
  for (const { name, assertionResults, message } of testResults) {
    const file = relative(HOME, name)
    if (assertionResults.length === 0) fail(`${file}: ${firstLine(message) || 'holds no tests'}`)
    for (const { status, fullName, failureMessages, location } of assertionResults) {
      const at = location ? `${file}:${location.line}` : file
      if (status === 'passed') pass()
      else if (status === 'failed') fail(`${at}: ${fullName}: ${firstLine(failureMessages[0])}`)
      else skip(`${at}: ${fullName}`)
    }
  }
}

function firstLine(text = '') {
  return text.split('\n', 1)[0]
}

/** Runs a program from node_modules on the pinned Node. */
function runScript(script, args) {
  return run(NODE, [join(HOME, 'node_modules', script), ...args])
}

function run(program, args, folder = '.') {
  const stdio = ['ignore', 'pipe', 'pipe']
  const child = spawn(program, args, { cwd: join(HOME, folder), stdio })
  return new Promise((resolve) => {
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    child.on('error', (error) => resolve({ status: 1, output: `${error.message}\n` }))
    child.on('close', (status) => resolve({ status, output }))
  })
}

/** Format, lint, types and tests of the Python package, its notebooks among them. */
async function runPython() {
  for (const check of PYTHON_CHECKS) {
    const { status, output } = await run(PYTHON, ['-m', ...check], 'notebooks/python')
    const of = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0)
    if (check[0] !== 'pytest') {
      if (status === 0) pass()
    } else {
      pass(of('passed'))
      if (of('skipped') > 0) skip(`${of('skipped')} tests in Python`)
    }
    if (status === 0) continue
    process.stdout.write(output)
    for (let failed = of('failed') + of('error') || 1; failed > 0; failed--) {
      fail(`python -m ${check.join(' ')}`)
    }
  }
}

async function step(name, work) {
  const started = performance.now()
  console.log(`— ${name}`)
  await work()
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

async function runAll() {
  try {
    setUp()
  } catch (error) {
    fail(`setup: ${error.message}`)
    return
  }
  const python = run(join(HOME, 'scripts/python.sh'), [])
  for (const [name, ...args] of CHECKS) await step(name, () => check(name, ...args))
  await step('Python environment', async () => {
    const { status, output } = await python
    if (status === 0) return
    process.stdout.write(output)
    skip('what needs Python: scripts/python.sh cannot make .venv')
  })
  if (existsSync(PYTHON)) await step('tests in Python', runPython)
  await step('tests', () => runTests('tests', ['node', 'web']))
  await step('tests in the browser', async () => {
    if (existsSync(CHROMIUM)) return runTests('tests in the browser', ['e2e'])
    skip(
      `the tests in the browser: there is no ${CHROMIUM}; run \`apt-get install chromium\`, or name another with DATELINE_CHROMIUM`,
    )
  })
}

await runAll()
console.log(`${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed > 0 ? 1 : 0
