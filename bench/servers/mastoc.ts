import { guest } from '../../shared/access/actor'
import { importWall } from '../../server/usecases/imports/importWall'
import { startServer } from '../startServer'
import { benchWall } from '../wall'
import { answerCpu } from './answerCpu'

const { app, url } = await startServer()
await app.services.transactions(guest, context => importWall(context, benchWall(1000), { keepDemo: true }))
const [face] = await app.services.stores.walls.faces({})
answerCpu({ url, faceId: face?.id ?? '' })
