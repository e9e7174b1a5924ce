import { type KeyStore, type StoredKey, listKeys, openKeyStore } from '#archive/keys.ts'
import { SCOPES, type Scope } from '#core/access.ts'
import { UserError } from '#core/errors.ts'
import { archivePath } from '../support/archive-path.ts'
import { command } from '../support/command.ts'
import { plain, print, printError, printJson } from '../support/terminal.ts'

const MAX_NAME = 100

export const keys = command({
  help: `
Create, list and revoke the keys of an archive. A server that other machines can reach requires one
with every request, as "Authorization: Bearer KEY"; programs that write always need one. A key is
shown once and stored as a hash. Changes take effect at once, even for a running server.

Usage: dateline keys                  list them
       dateline keys create NAME      create one for NAME
       dateline keys revoke ID        revoke one

  --scope read|write   what a new key allows; default read
  --json               as JSON
  --archive FILE       the archive that the keys are for`,
  options: {
    archive: { type: 'string' },
    scope: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run({ values, positionals: [action, subject, ...more] }) {
    const { scope, json = false } = values
    const path = archivePath(values.archive)
    if (action === undefined) {
      printList(listKeys(path), json)
      return 0
    }
    const act = toAction(action, more.length > 0 ? undefined : subject, scope)
    const store = openKeyStore(path)
    try {
      act(store, json)
    } finally {
      store.close()
    }
    return 0
  },
})

type Action = (store: KeyStore, json: boolean) => void

function toAction(action: string, subject?: string, scope?: string): Action {
  if (action === 'create' && subject !== undefined) {
    return create(toName(subject), toScope(scope))
  }
  if (action === 'revoke' && subject !== undefined) return revoke(subject)
  throw new UserError('write keys, keys create NAME or keys revoke ID')
}

const create =
  (name: string, scope: Scope): Action =>
  (store, json) => {
    const key = store.create(name, scope)
    if (json) return printJson(key)
    print(key.token)
    printError(`This key is shown only once. Its id is ${key.id}.`)
  }

const revoke =
  (id: string): Action =>
  (store, json) => {
    const key = store.revoke(id)
    if (json) printJson(key)
    else print(`${key.id} (${plain(key.name)}) is revoked.`)
  }

function printList(all: StoredKey[], json: boolean): void {
  if (json) return printJson(all)
  if (all.length === 0) print('There are no keys; `dateline keys create NAME` creates one.')
  for (const key of all) print(toLine(key))
}

function toLine({ id, scope, created, revoked, name }: StoredKey): string {
  const end = revoked ? `revoked ${revoked.slice(0, 10)}` : ''
  return `${id}  ${scope.padEnd(5)}  ${created.slice(0, 10)}  ${plain(name)}  ${end}`.trimEnd()
}

function toName(name: string): string {
  if (name.trim() !== '' && name.length <= MAX_NAME) return name
  throw new UserError(`a name has 1 to ${MAX_NAME} characters`)
}

function toScope(scope = 'read'): Scope {
  const known = SCOPES.find((each) => each === scope)
  if (known) return known
  throw new UserError(`--scope ${scope} is not one of ${SCOPES.join(' and ')}`)
}
