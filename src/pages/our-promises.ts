import type { APIRoute } from 'astro'

/** A short address for letters and posters. */
export const GET: APIRoute = ({ redirect }) => redirect('/information/our-promises', 303)
