import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { APIRoute, GetStaticPaths } from 'astro'
import { pictures } from '#src/forms/engine/pictures.ts'

// Made while the portal is built: of nine megabytes of pictures only those that are shown reach it.
export const prerender = true

interface IconSet {
  width: number
  height: number
  icons: Readonly<Record<string, { body: string } | undefined>>
}

export const getStaticPaths: GetStaticPaths = () => {
  const file = createRequire(import.meta.url).resolve('@iconify-json/openmoji/icons.json')
  const { icons, width, height } = JSON.parse(readFileSync(file, 'utf8')) as IconSet
  return Object.entries(pictures).map(([name, { icon }]) => {
    const found = icons[icon]
    if (!found) throw new Error(`There is no picture called “${icon}” for “${name}”`)
    return { params: { name }, props: { body: found.body, width, height } }
  })
}

/** One picture of the Easy Read set. */
export const GET: APIRoute = ({ props: { body, width, height } }) =>
  new Response(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`,
    { headers: { 'Content-Type': 'image/svg+xml' } },
  )
