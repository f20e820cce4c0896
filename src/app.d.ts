/// <reference types="astro/client" />

/** The entry of the built pages: the build of the programs puts `dist/server/entry.mjs` in its place. */
declare module '#pages' {
  export const handler: import('#src/http/portal-server.ts').PagesHandler
}

declare namespace App {
  /** What every page can rely on: filled in by src/request/guarded.ts at the start of each request. */
  interface Locals {
    /** The same id as in the log and in the X-Request-Id of the answer. */
    requestId: string
    /** Who sent the request, as far as the proxies in front can be believed. For rate limits only. */
    clientAddress: string
    /** Whether the person's own connection is encrypted: cookies are Secure then. */
    isTls: boolean
    /** When the request arrived. The only clock of a request. */
    now: import('temporal-polyfill').Temporal.Instant
    /** Who is signed in. Known on staff pages only. */
    staff: import('#src/auth/session.ts').SignedInStaff | undefined
    /** What whoever is signed in typed on this page before their session ended, within its time. Known on staff pages, and where staff type a form in. */
    kept: import('#src/services/desk/kept-work.ts').KeptWork | undefined
    /** What was posted to a page of the desk, once the page has read it. */
    posted: import('#src/forms/engine/question.ts').Typed | undefined
    /** What was loaded, or posted and saved, before Astro: the page only has to be drawn. */
    before: import('#src/request/loaded.ts').LoadedBefore | undefined
    /** On the pages of a form that staff type in for somebody else. */
    typingIn: import('#src/services/desk/type-in.ts').TypingIn | undefined
    /** Where this browser still has open what staff no longer type in. */
    typingOver: import('#src/services/desk/type-in.ts').TypingOver | undefined
    /** The code of this device's visit, if it has one: drafts are found by it. */
    visit: string | undefined
    /** By what it has opened with a code before. Nothing is known of a device that others use, nor kept on it. */
    device: import('#src/auth/known-device.ts').Device
    /** How the person reads the portal. */
    reading: import('#src/forms/engine/reading-style.ts').ReadingStyle
    /** Reads it so from now on, on this device. Call it before the answer starts. */
    read: (style: import('#src/forms/engine/reading-style.ts').ReadingStyle) => void
    /** This device's visit, begun now if there is none. Call it before the answer starts. */
    startVisit: () => string
  }
}
