import type { z } from 'zod'

/**
 * The callers that may ask at all, before anything is loaded. Rights on a certain thing are decided in `access/`.
 * - anyone: no question asked
 * - reader: signed in, an API key, or a guest where PUBLIC_READ is on
 * - user: a signed-in person; an API key acts for nobody and is not one
 * - writer: a signed-in person, or a key with scope write
 * - importer: an admin, or a key with scope import
 * - admin: an admin, or a key with scope admin
 */
export type Gate = 'anyone' | 'reader' | 'user' | 'writer' | 'importer' | 'admin'

/** One command: its REST route, its input (path, query and body together, flat) and its output. */
export interface Command {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Express path; its parameters are fields of the input. */
  path: `/${string}`
  summary: string
  gate: Gate
  input: z.ZodType
  /** Fields of the input that stand in the query though the method has a body. */
  query?: readonly string[]
  output: z.ZodType
  /** 200 unless told; 204 sends no body. */
  status?: 200 | 201 | 204
  /** Open also to a person who has to choose a new password before anything else. */
  beforePasswordChange?: boolean
  /** Others read the written thing, or these fields of it: refused for a person who is muted. */
  publishesContent?: boolean | readonly string[]
  /** The output is a text or file of this type; JSON unless told. */
  type?: 'text/csv' | 'application/zip'
  /** The answer is a file to be kept, under this name. */
  file?: string
  /** Form-encoded bodies are taken too. */
  form?: boolean
  /** The body is multipart with one `file`. */
  upload?: boolean
  /** Bytes of that file; limits.avatarBytes unless told. */
  uploadBytes?: number
  /** Bytes of body taken; limits.jsonBytes unless told. */
  bodyBytes?: number
  /** Values in an input taken; 10,000 unless told. */
  inputValues?: number
}
