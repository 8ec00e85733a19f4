import type { SheetMark } from '../../shared/model/sheetMark'
import type { Condition, Difficulty, GripType } from '../../shared/model/annotationParts'
import type { ClimbHold } from '../../shared/model/climbHold'
import type { WallGrid } from '../../shared/model/grid'
import type { HoldShape } from '../../shared/model/hold'
import type { Instant } from '../../shared/model/instant'
import type { TaskKind } from '../../shared/model/task'

/** One wall with its climbs, read from an export or generated: the input of the importer. */
export interface WallImport {
  gym: ImportGym
  face: ImportFace
  picture_file: PictureFile | null
  holds: ImportHold[]
  setters: ImportSetter[]
  climbs: ImportClimb[]
  /** Unusable rows, for the table at the end. */
  rejected: RejectedRow[]
  /** Votes, notes, marks and tasks on it. They are written with a new face, and never again. */
  life?: WallLife
}

/** People are named by their `setter_key`. */
export interface WallLife {
  votes: LifeVote[]
  tasks: LifeTask[]
  notes: { hold_id: number; text: string }[]
  marks: LifeMark[]
}

export interface LifeVote {
  setter_key: string
  hold_id: number
  at: Instant
  grip_type: GripType | null
  condition: Condition | null
  difficulty: Difficulty | null
}

export interface LifeTask {
  hold_id: number
  kind: TaskKind
  note: string | null
  asked_by: string
  asked_at: Instant
  done_by: string | null
  done_at: Instant | null
}

export type LifeMark = SheetMark & { id: string }

export interface ImportGym {
  stokt_id: string | null
  name: string
  location: string
  is_demo: boolean
}

export interface ImportPicture {
  name: string
  width: number
  height: number
}

export interface ImportFace {
  stokt_id: string | null
  name: string
  feet_rules_options: string[]
  has_symmetry: boolean
  is_active: boolean
  picture: ImportPicture
  small_picture: ImportPicture | null
  /** Left out if the source knows no grid: one that an admin gave stays. */
  grid?: WallGrid
}

export interface PictureFile {
  bytes: Uint8Array
  mime: 'image/jpeg' | 'image/png'
}

/** Its id is already chosen: the Stokt number, or one from FIRST_OWN_HOLD_ID up. */
export type ImportHold = HoldShape

export interface ImportSetter {
  /** The key by which climbs refer to the setter; the same in every run, so that a second import finds the same row. */
  key: string
  stokt_id: string | null
  full_name: string
}

export interface ImportClimb {
  /** The same in every run, so that a second import finds the same row. */
  key: string
  stokt_id: string | null
  setter_key: string
  name: string
  holds: ClimbHold[]
  mirror_holds_list: string
  feet_rule: string | null
  grade_font: string | null
  grade_ircra: number | null
  grade_hueco: string | null
  grade_dankyu: string | null
  description: string | null
  is_private: boolean
  is_benchmark: boolean
  climbed_by: number
  total_likes: number
  total_comments: number
  /** JSON text, or '' when there is none. */
  circuit: string
  tags: string[]
  /** Degrees of overhang as text, '' when unknown. */
  angle: string
  created_at: Instant
}

export interface RejectedRow {
  /** `claim`: a user here claims that a climb of theirs is Stokt's. */
  kind: 'hold' | 'climb' | 'setter' | 'claim'
  id: string
  name: string
  reason: string
}
