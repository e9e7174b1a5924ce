import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export const DATELINE = join(import.meta.dirname, '../dateline')

/** A server in a process of its own. */
export interface Served {
  url: string
  child: ChildProcess
}

/** Starts a program that prints the URL it serves, and that ends with its standard input. */
export async function serve(program: string, ...args: string[]): Promise<Served> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      const [found] = /http:\/\/\S+/.exec(data.toString()) ?? []
      if (found) resolve(found)
    })
    child.on('close', (status) => reject(new Error(`${program} ended with status ${status}`)))
  })
  return { url, child }
}

/** `dateline serve` on any free port. */
export const serveDateline = (...options: string[]): Promise<Served> =>
  serve(DATELINE, 'serve', ...options, '--port', '0', '--attached')

export async function end({ child }: Served): Promise<void> {
  const closed = new Promise((resolve) => child.on('close', resolve))
  child.stdin!.end()
  await closed
}
