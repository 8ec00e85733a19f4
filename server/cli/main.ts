import { writePrivately } from '../files/privateFiles'
import { run } from './run'

writePrivately()
process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  out: line => console.log(line),
  err: line => console.error(line),
  input: process.stdin,
  terminal: process.stderr,
})
