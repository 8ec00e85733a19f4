import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Console } from './console'
import { UsageError } from './usageError'

/** Asks at the keyboard. Nothing that is typed is shown. */
function askUnseen(question: string, input: NodeJS.ReadableStream, console: Console): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: unseen, terminal: true })
  console.err(question)
  return new Promise((resolve, reject) => {
    lines.once('close', () => reject(new UsageError('No password was typed.')))
    lines.once('line', (line) => {
      resolve(line)
      lines.close()
    })
  })
}

async function firstLineOf(input: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const chunk of input) text += String(chunk)
  return text.split(/\r?\n/, 1)[0] ?? ''
}

/**
 * [PERSON-9] Asks for a password twice at the keyboard, or reads the first line of standard input where that is no
 * keyboard. @throws UsageError
 */
export async function readPassword(console: Console): Promise<string> {
  const { input } = console
  if (!input) throw new UsageError('A password is needed: type it, or give it on standard input.')
  if (!input.isTTY) {
    const password = await firstLineOf(input)
    if (password === '') throw new UsageError('Standard input holds no password.')
    return password
  }
  const password = await askUnseen('Password (it is not shown):', input, console)
  if (await askUnseen('The same password again:', input, console) !== password) throw new UsageError('The two passwords differ.')
  return password
}
