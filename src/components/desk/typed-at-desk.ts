import type { Typed } from '#src/forms/engine/question.ts'
import { readTyped } from '#src/http/upload.ts'

/** What a page of the desk has in its fields as it is asked for. */
export interface TypedAtDesk {
  /** `kept`: the page was only opened, and what was typed on it before a session ended goes back into its fields. */
  readonly is: 'opened' | 'posted' | 'kept'
  readonly typed: Typed
}

/**
 * What was typed on the page of the desk that is asked for. Each reads it in this way and in no other, so that what is
 * kept when a session ends comes back on each.
 * @throws RequestRefused as `readTyped` does.
 */
export async function typedAtDesk({
  request,
  locals,
}: {
  readonly request: Request
  readonly locals: Pick<App.Locals, 'kept' | 'posted'>
}): Promise<TypedAtDesk> {
  if (request.method === 'POST') {
    locals.posted = await readTyped(request)
    return { is: 'posted', typed: locals.posted }
  }
  return locals.kept ? { is: 'kept', typed: locals.kept.typed } : { is: 'opened', typed: {} }
}
