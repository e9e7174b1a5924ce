import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UserError } from '#core/errors.ts'
import { nearest } from '#core/text/nearest-name.ts'
import { print } from './terminal.ts'

export type Options = NonNullable<ParseArgsConfig['options']>

type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true }>
>

/** A command; `run` returns the exit status, 0 only if there were no failures. */
export interface Command<O extends Options = Options> {
  help: string
  options: O
  run(input: { values: Parsed<O>['values']; positionals: string[] }): Promise<number>
}

/** Infers the types of `values` from the options. */
export function command<const O extends Options>(definition: Command<O>): Command<O> {
  return definition
}

/** Runs a command with its arguments; throws UserError on unknown options. */
export async function runCommand<O extends Options>(
  definition: Command<O>,
  args: string[],
): Promise<number> {
  const known = { ...definition.options, help: { type: 'boolean', short: 'h' } } satisfies Options
  const { tokens } = parseArgs({ args, options: known, strict: false, tokens: true })
  for (const token of tokens) if (token.kind === 'option') check(token, known)

  const { values, positionals } = parseArgs({ args, options: known, allowPositionals: true })
  if ('help' in values && values.help) {
    print(definition.help.trim())
    return 0
  }
  return definition.run({ values, positionals })
}

interface OptionToken {
  name: string
  rawName: string
  value?: string | undefined
  inlineValue?: boolean | undefined
}

function check({ name, rawName, value, inlineValue }: OptionToken, known: Options): void {
  const option = Object.hasOwn(known, name) ? known[name] : undefined
  if (!option) throw new UserError(unknown(rawName, Object.keys(known)))
  if (option.type === 'boolean') {
    if (value !== undefined) throw new UserError(`${rawName} takes no value`)
    return
  }
  const looksLikeOption = !inlineValue && value !== undefined && /^-./.test(value)
  if (!value || looksLikeOption) {
    throw new UserError(`${rawName} needs a value, as in ${rawName}=…`)
  }
}

function unknown(rawName: string, names: string[]): string {
  const guess = nearest(rawName.replace(/^-+/, ''), names)
  const advice = guess ? `did you mean --${guess}?` : 'see --help'
  const dash = rawName.startsWith('--') ? '' : ' (put -- before words that begin with a minus)'
  return `there is no option ${rawName}; ${advice}${dash}`
}
