import { guest } from '../../shared/access/actor'
import { createAccount } from '../../server/usecases/accounts/createAccount'
import { startSession } from '../../server/usecases/accounts/session'
import { importWall } from '../../server/usecases/imports/importWall'
import { startServer } from '../startServer'
import { benchWall } from '../wall'
import { answerCpu } from './answerCpu'

const { app, url } = await startServer()
const { transactions, stores, tokens, documents } = app.services
await transactions(guest, context => importWall(context, benchWall(0), { keepDemo: true }))
const [face] = await stores.walls.faces({})
const { value } = await transactions(guest, async (context) => {
  const id = await createAccount(context, { email: 'bench@example.org', username: 'bench', full_name: '', password_hash: 'x', role: 'user' })
  return { id, ...await startSession(context, { id, role: 'user' }, { label: '', address: null }) }
})
const token = await tokens.sign({ id: value.id, role: 'user' }, value.sessionId)
const name = `votes/${face?.id ?? ''}/${value.id}`
const { epoch } = await documents.describe({ kind: 'user', id: value.id, role: 'user', name: '' }, name)
answerCpu({ url: url.replace('http', 'ws'), path: `yjs/${name}?epoch=${epoch}`, document: '', protocols: ['mastoc', `token.${token}`] })
