import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]

const components = import.meta.glob<{ default: Component }>(
  '/src/components/{*,desk/{ActForms,NotTheirAddress},fields/Field,forms/SignpostList,information/HolidayNote,information/ServiceList}.astro',
  {
    eager: true,
  },
)
const container = await AstroContainer.create()

/** The HTML of a component, by its file in src/components (`fields/Field`), with these props, read in this style. */
export function render(
  component: string,
  props: Record<string, unknown>,
  reading: ReadingStyle = 'plain',
): Promise<string> {
  const found = components[`/src/components/${component}.astro`]
  if (!found) throw new Error(`There is no component ${component}`)
  return container.renderToString(found.default, { props, locals: { reading } as App.Locals })
}
