import { z } from 'zod'

export const PUSH_KINDS = ['search', 'project', 'request', 'answer'] as const
/** `search`: new climbs fit a kept search; the others are the kinds of news. */
export type PushKind = (typeof PUSH_KINDS)[number]

/** Of which kinds a browser shows notifications. */
export const PushKinds = z.strictObject({ search: z.boolean(), project: z.boolean(), request: z.boolean(), answer: z.boolean() })
export type PushKinds = z.infer<typeof PushKinds>

/** A notification as the browser gets it. */
export interface PushMessage {
  title: string
  body: string
  /** The address of the page that a tap opens. */
  url: string
  /** A later notification about the same thing takes the place of the one before. */
  tag: string
}
