import { instantOf, type Instant } from '../../shared/model/instant'

export type Clock = () => Instant
export const systemClock: Clock = () => instantOf(Date.now())
