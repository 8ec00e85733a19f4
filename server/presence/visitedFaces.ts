import type { Cluster } from '../cluster/cluster'

/**
 * [NODE-6] The faces where somebody on this server is. The other servers tell of a face from its first visitor here to
 * the last.
 */
export class VisitedFaces {
  readonly #faces = new Map<string, { sockets: number; leave: () => void }>()

  constructor(private readonly cluster: Pick<Cluster, 'askPresence' | 'serve'>) {}

  has(face: string): boolean {
    return this.#faces.has(face)
  }

  enter(face: string): void {
    const at = this.#faces.get(face)
    if (at) return void at.sockets++
    this.#faces.set(face, { sockets: 1, leave: this.cluster.serve('faces', face) })
    this.cluster.askPresence(face)
  }

  /** @returns true if it was the last visitor */
  exit(face: string): boolean {
    const at = this.#faces.get(face)
    if (!at || --at.sockets > 0) return false
    this.#faces.delete(face)
    at.leave()
    return true
  }
}
