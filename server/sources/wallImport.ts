import type { SheetMark } from '../../shared/model/sheetMark'
import type { Condition, Difficulty, GripType } from '../../shared/model/annotationParts'
import type { ClimbHold } from '../../shared/model/climbHold'
import type { WallGrid } from '../../shared/model/grid'
import type { HoldShape } from '../../shared/model/hold'
import type { ImportReason } from '../../shared/model/importReason'
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
  /** Its id in the mastoc that exported it, and so on below; left out where another program wrote the files. */
  own_id?: string
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
  own?: { id: string; position: number; is_archived: boolean }
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
export type ImportHold = HoldShape & {
  /** It is not on the wall any more. */
  off_wall?: { removed_at: Instant; removed_reason: string | null }
}

export interface ImportSetter {
  /** The key by which climbs refer to the setter; the same in every run, so that a second import finds the same row. */
  key: string
  stokt_id: string | null
  full_name: string
  /** The username stands there if it was made by an import; a person's own is left to that person. */
  own?: { id: string; username: string | null }
}

export interface ImportClimb {
  /** The same in every run, so that a second import finds the same row. */
  key: string
  own?: OwnClimb
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

export interface OwnClimb {
  id: string
  import_key: string | null
  /** A climb that was changed here since then stays as it is. */
  updated_at: Instant
  /** True if its setter set it with an account, who thereby owns it. */
  by_account: boolean
}

export interface RejectedRow {
  /** `claim`: a user here claims that a climb of theirs is Stokt's. */
  kind: 'hold' | 'climb' | 'setter' | 'claim'
  id: string
  name: string
  reason: string
  /** The reason in a form that can be said in any language, where it has one. */
  why?: ImportReason
}
