import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'postgresql', schema: './server/db/tables.pg.ts', out: './drizzle/pg' })
