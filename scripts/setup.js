/*
 * Installs packages and builds the web app if they are missing or older than their inputs. Plain
 * JavaScript without dependencies, because it runs on the system's Node before packages are
 * installed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HOME = fileURLToPath(new URL('..', import.meta.url))
const NODE = join(HOME, 'node_modules/node/bin/node')
const LEAST_NODE = 20
const WEB_INPUTS = ['web/src', 'web/public', 'web/index.html', 'web/vite.config.ts', 'core']

/** Throws an Error with one sentence if setup fails. */
export function setUp() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < LEAST_NODE) {
    throw new Error(`this is Node ${process.versions.node}; Dateline needs ${LEAST_NODE} or newer`)
  }
  setUpPackages()
  setUpWeb()
}

function setUpPackages() {
  const installed = modified(join(HOME, 'node_modules/.package-lock.json'))
  if (installed < modified(join(HOME, 'package-lock.json'))) {
    say('Installing the packages of package-lock.json …')
    run(
      'npm',
      ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
      'the packages could not be installed',
    )
  }
  if (!existsSync(NODE)) {
    throw new Error(
      'npm left out the package node because it runs no install scripts; run `npm rebuild node --ignore-scripts=false`',
    )
  }
}

function setUpWeb() {
  const built = join(HOME, 'web/dist/index.html')
  if (newest([...WEB_INPUTS, 'package-lock.json']) <= modified(built)) return
  say('Building the web app …')

  const started = new Date()
  // Build aside and rename, so that an interrupted build leaves no partial app.
  const aside = join(HOME, `node_modules/.dateline-web-${process.pid}`)
  const vite = join(HOME, 'node_modules/vite/bin/vite.js')
  const build = [vite, 'build', 'web', '--outDir', aside, '--emptyOutDir', '--logLevel', 'error']
  try {
    run(NODE, build, 'the web app could not be built')
    // A file saved during the build must count as newer than the build.
    utimesSync(join(aside, 'index.html'), started, started)
    rmSync(join(HOME, 'web/dist'), { recursive: true, force: true })
    renameSync(aside, join(HOME, 'web/dist'))
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

function run(program, args, failure) {
  const { status, signal, error } = spawnSync(program, args, {
    cwd: HOME,
    stdio: ['inherit', 2, 'inherit'],
  })
  if (status === 0) return
  throw new Error(`${failure} (${error?.message ?? signal ?? `exit status ${status}`}); see above`)
}

/** Latest modification time of files and folders in milliseconds; folders' times reveal deleted files. */
function newest(paths) {
  const files = paths.flatMap((path) => [path, ...below(path)])
  return Math.max(...files.map((file) => modified(join(HOME, file))))
}

function below(path) {
  if (!statSync(join(HOME, path), { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(join(HOME, path), { recursive: true }).map((name) => join(path, name))
}

/** 0 if the file does not exist. */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function say(text) {
  console.error(text)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    setUp()
  } catch (error) {
    console.error(`setup: ${error.message}`)
    process.exitCode = 1
  }
}
