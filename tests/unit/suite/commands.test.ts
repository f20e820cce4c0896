import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '#src/project-folder.ts'
import { commandOf } from '#src/start/programs.ts'

test.each([
  ['serve', 'web'],
  ['worker', 'worker'],
] as const)('npm run %s starts what npm start does, in the same way', (script, program) => {
  const { scripts } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
  const asWritten = commandOf(program).map((part) =>
    part.startsWith('/') ? relative(projectFolder, part) : part,
  )
  expect(scripts[script]).toBe(['node', ...asWritten].join(' '))
})
