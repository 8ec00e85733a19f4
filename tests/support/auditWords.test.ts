import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { auditNames } from '../../server/auth/auditNames'
import { auditAreas } from '../../client/admin/auditAreas'
import en from '../../client/locales/en/admin.json'
import fr from '../../client/locales/fr/admin.json'

const sources = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map(name => readFileSync(join('server', name), 'utf8'))
const written = sources.flatMap(source => [...source.matchAll(/action: '([a-z]+\.[a-z_]+)'/g)].map(([, action = '']) => action))
const actions = [...new Set([...written, ...Object.values(auditNames)])]

test.each(actions)('[AUDIT-1] %s can be said and filtered in both languages', (action) => {
  const [area = ''] = action.split('.')
  expect(auditAreas).toContain(area)
  for (const words of [fr, en]) {
    expect(words.admin.audit.area).toHaveProperty(area)
    expect(words.admin.audit.said).toHaveProperty(action.replace('.', '_'))
  }
})
