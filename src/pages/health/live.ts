import type { APIRoute } from 'astro'

/** The process runs. Says nothing about what it depends on, so that a database away never restarts it. */
export const GET: APIRoute = () => Response.json({ status: 'live' })
