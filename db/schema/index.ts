export * from './drafts.ts'
export * from './staff.ts'
export * from './submissions.ts'
