import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Consensus } from '../../shared/model/annotation'
import { faceFeed } from '../../shared/feedName'
import { useFaces } from '../wall/facesStore'
import { useConnection } from '../sync/connection'

/** The consensus of the current face's holds. It comes from rows alone, so that a reader loads nothing that edits documents. */
export const useConsensus = defineStore('consensus', () => {
  const { tables } = useConnection()
  const faces = useFaces()

  /** The rows by hold number as text, as feeds name them. */
  const rows = computed(() => tables.rows(faceFeed(faces.currentId ?? ''), 'consensus'))
  const of = (holdId: number): Consensus | null => rows.value.get(String(holdId)) ?? null
  /** Holds that may hurt whoever pulls on them, as officially agreed. */
  const unsafe = computed<ReadonlySet<number>>(() => new Set([...rows.value]
    .filter(([, { condition, condition_official }]) => condition_official && (condition === 'cassee' || condition === 'tournee'))
    .map(([holdId]) => Number(holdId))))

  return { rows, of, unsafe }
})
