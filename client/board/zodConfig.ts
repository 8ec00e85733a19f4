import { config } from 'zod'

// Before any schema is made: zod would otherwise try `new Function`, which the page's policy forbids and reports.
config({ jitless: true })
