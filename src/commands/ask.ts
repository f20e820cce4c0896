import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { closeDatabase, DatabaseError } from '#db/client.ts'
import { useRunningDatabase } from '#src/start/use-running-database.ts'
import { CannotStart } from '#src/start/data-folder.ts'
import { SettingsError } from '#src/settings/env.ts'
import { AccountRefused } from '#src/auth/staff-accounts.ts'

/**
 * Asks one question after another at the terminal, or takes the answers line by line from a pipe.
 * @param isHidden keeps what is typed off the screen.
 */
export type Ask = (question: string, isHidden?: boolean) => Promise<string>

/** The pipe had fewer lines than there are questions, or somebody closed the terminal. */
class InputEnded extends Error {}

/**
 * Runs a command that asks, on the database of the settings or of a running `npm start`: `done` is written when `conversation` succeeds. When it fails the reason is
 * written to the standard error and the process ends with 1.
 */
export async function runCommand(conversation: (ask: Ask) => Promise<void>, done: string): Promise<void> {
  try {
    useRunningDatabase()
    await withQuestions(conversation)
    process.stdout.write(`${done}\n`)
  } catch (error) {
    process.stderr.write(`${explained(error)}\n`)
    process.exitCode = 1
  } finally {
    await closeDatabase()
  }
}

/** Only errors known to hold nothing that was typed are shown in their own words. */
function explained(error: unknown): string {
  const known = [AccountRefused, InputEnded, SettingsError, CannotStart, DatabaseError]
  if (known.some((kind) => error instanceof kind)) return (error as Error).message
  return `Nothing was changed, because of a fault in this program (${(error as Error).name}).`
}

/** @throws InputEnded when the input ends before every question is answered. */
async function withQuestions(conversation: (ask: Ask) => Promise<void>): Promise<void> {
  let isSilent = false
  const screen = new Writable({
    write(chunk, _encoding, done) {
      if (!isSilent) process.stdout.write(chunk)
      done()
    },
  })
  const lines = createInterface({
    input: process.stdin,
    output: screen,
    terminal: process.stdin.isTTY === true,
    historySize: 0,
  })
  // Control-C at a question: the line editor holds the key, so leave as a shell would.
  lines.on('SIGINT', () => process.exit(130))
  const answers = lines[Symbol.asyncIterator]()

  const ask: Ask = async (question, isHidden = false) => {
    lines.setPrompt(`${question} `)
    lines.prompt()
    isSilent = isHidden
    const answer = await answers.next()
    if (isHidden) process.stdout.write('\n')
    isSilent = false
    if (answer.done) throw new InputEnded(`The input ended before an answer to "${question}"`)
    return answer.value
  }
  try {
    await conversation(ask)
  } finally {
    lines.close()
  }
}
