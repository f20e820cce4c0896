import { type Adapter, Lucia, TimeSpan } from 'lucia'
import { read, transact } from '#db/client.ts'
import {
  deleteExpiredStaffSessions,
  deleteStaffSession,
  deleteStaffSessions,
  findStaffSession,
  insertStaffSession,
  listStaffSessions,
  updateStaffSessionExpiry,
} from '#db/queries/staff.ts'
import { keyedHash } from '#db/sealing.ts'
import type { Role } from './roles.ts'

/** A session ends after this many seconds without use. */
export const idleSeconds = 30 * 60
/** A session ends this many seconds after sign-in, however much it is used. */
export const longestSeconds = 12 * 60 * 60
/**
 * A session that ended by time is remembered for this many seconds, so that what was being typed meanwhile can be kept
 * for whoever had it. One that was ended by somebody is forgotten at once.
 */
const rememberedSeconds = 30 * 60
/** The end of a session in use is moved forward at most this often, to spare a write for every request. */
const renewSeconds = 60

type StaffAttributes = { email: string; name: string; role: Role; isDemonstration: boolean }

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaAt>
    DatabaseUserAttributes: StaffAttributes
    DatabaseSessionAttributes: { createdAt: Date }
  }
}

/** Lucia on our tables, for a request that came in at `now`. */
export function luciaAt(now: Date) {
  return new Lucia(adapterAt(now), {
    sessionExpiresIn: new TimeSpan(idleSeconds, 's'),
    getSessionAttributes: ({ createdAt }) => ({ createdAt }),
    getUserAttributes: ({ email, name, role, isDemonstration }) => ({ email, name, role, isDemonstration }),
  })
}

/**
 * Stores sessions under the keyed hash of their id: who reads the table cannot sign in with what it holds.
 *
 * Lucia reads the machine's clock. The times it is given and gives are moved by the difference, so that
 * for Lucia too it is `now`.
 */
function adapterAt(now: Date): Adapter {
  const difference = Date.now() - now.getTime()
  const toLucia = (time: Date) => new Date(time.getTime() + difference)
  const fromLucia = (time: Date) => new Date(time.getTime() - difference)

  return {
    async getSessionAndUser(sessionId) {
      const idHash = hashOf(sessionId)
      const found = await read((db) => findStaffSession(db, idHash))
      // Of a session that ended by time Lucia is told nothing: it would forget it.
      if (!found || found.session.expiresAt <= now) return [null, null]
      const { session, account } = found

      // Lucia would renew only in the second half of the idle time, and so end some sessions too early.
      let expiresAt = session.expiresAt
      const renewed = endOfUse(session.createdAt, now)
      const isDue = renewed.getTime() - expiresAt.getTime() > renewSeconds * 1000
      if (account && isDue) {
        await transact((tx) => updateStaffSessionExpiry(tx, idHash, renewed, longestSeconds))
        expiresAt = renewed
      }
      return [
        {
          id: sessionId,
          userId: session.staffId,
          expiresAt: toLucia(expiresAt),
          attributes: { createdAt: session.createdAt },
        },
        account && { id: account.id, attributes: account },
      ]
    },

    /** The ids are the stored hashes: they can be counted and told apart, not used to sign in. */
    async getUserSessions(userId) {
      const sessions = await read((db) => listStaffSessions(db, userId, now))
      return sessions.map(({ idHash, createdAt, expiresAt }) => ({
        id: idHash,
        userId,
        expiresAt: toLucia(expiresAt),
        attributes: { createdAt },
      }))
    },

    async setSession({ id, userId, expiresAt, attributes }) {
      await transact((tx) =>
        insertStaffSession(tx, {
          idHash: hashOf(id),
          staffId: userId,
          createdAt: attributes.createdAt,
          expiresAt: fromLucia(expiresAt),
        }),
      )
    },

    async updateSessionExpiration(sessionId, expiresAt) {
      await transact((tx) =>
        updateStaffSessionExpiry(tx, hashOf(sessionId), fromLucia(expiresAt), longestSeconds),
      )
    },

    async deleteSession(sessionId) {
      await transact((tx) => deleteStaffSession(tx, hashOf(sessionId)))
    },

    async deleteUserSessions(userId) {
      await transact((tx) => deleteStaffSessions(tx, userId))
    },

    async deleteExpiredSessions() {
      await transact((tx) => deleteExpiredStaffSessions(tx, forgottenSince(now)))
    },
  }
}

/** Sessions that ended by this moment are not remembered any more at `now`. */
export const forgottenSince = (now: Date): Date => new Date(now.getTime() - rememberedSeconds * 1000)

/** Whose session ended by time a short while ago, and by which of the two. */
export type EndedSession = { readonly staffId: string; readonly by: 'idle' | 'longest' }

/**
 * The session with this id, where it ended by time and is remembered.
 * @returns null for one that runs, is unknown, was ended by signing out or by an administrator, or whose account can no
 *   longer sign in.
 */
export async function findEndedSession(sessionId: string, now: Date): Promise<EndedSession | null> {
  const found = await read((db) => findStaffSession(db, hashOf(sessionId)))
  if (!found?.account) return null
  const { staffId, createdAt, expiresAt } = found.session
  if (expiresAt > now || expiresAt <= forgottenSince(now)) return null
  const isLongest = expiresAt.getTime() - createdAt.getTime() >= longestSeconds * 1000
  return { staffId, by: isLongest ? 'longest' : 'idle' }
}

/** When a session used at `now` ends if it is not used again. Near the longest it can be there is nothing to renew. */
function endOfUse(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + idleSeconds * 1000, createdAt.getTime() + longestSeconds * 1000))
}

function hashOf(sessionId: string): string {
  return keyedHash(sessionId, 'staff-session')
}
