/**
 * Fields of posted forms whose value is kept nowhere and stands in no page again: what opens something. Every field
 * that is typed unseen is one of them (tests/unit/http/middleware.test.ts).
 */
export const secretFields: readonly string[] = ['password', 'secret']
