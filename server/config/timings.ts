import { limits } from '../../shared/limits'

const {
  feedHeadMs, feedSweepMs, documentSweepMs, rightsSweepMs, socketGreetingMs, socketPingMs, socketPongMs, yjsSilenceMs, yjsDeafMs,
  roomLingerMs, nodeTellMs, nodeSeenMs,
} = limits

/** The intervals at which the server looks, tells and asks by itself, and the time that it waits, in milliseconds. */
export const TIMINGS = {
  feedHeadMs, feedSweepMs, documentSweepMs, rightsSweepMs, socketGreetingMs, socketPingMs, socketPongMs, yjsSilenceMs, yjsDeafMs,
  roomLingerMs, nodeTellMs, nodeSeenMs,
}

/** The timings of one server. A test hands over some of its own. */
export type Timings = Readonly<Record<keyof typeof TIMINGS, number>>
