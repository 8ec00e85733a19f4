import type { ClimbHold } from '../../../shared/model/climbHold'
import type { Texture } from './textures'
import type { Mark } from '../marks/mark'
import type { Sketch } from '../marks/sketch'

/** `path` is the face's picture_path; the sizes are those of the full photo, in which all coordinates are. */
export interface WallPicture {
  path: string
  width: number
  height: number
}

/** The user's taste. `contourWidth` is in pixels of the full photo. */
export interface DrawingStyle {
  grey: number
  brightness: number
  contourWidth: number
  coloured: boolean
  photo: boolean
  palette: 'white' | 'roles'
}

export const defaultStyle: DrawingStyle = {
  grey: 0.85, brightness: 0.25, contourWidth: 8, coloured: true, photo: true, palette: 'white',
}

/** Somebody else at the wall; `point` in picture pixels. */
export interface Peer {
  id: string
  name: string
  colour: string
  hold?: number | null
  point?: [number, number] | null
}

/** Signs beside a hold: wanted in the search (ring), unwanted (crossed ring), in need of care (triangle). */
export type HoldSign = 'required' | 'excluded' | 'warning'

/** The shared sheet as it lies over the wall. */
export interface SheetScene {
  marks: readonly Mark[]
  /** Seen where it would go while it is moved. */
  chosen: Mark | null
  /** The mark that is being drawn, in the colour that it will have. */
  sketch: (Sketch & { colour: string }) | null
  /** It only accompanies what one looks at: it is drawn paler, and lies under nobody's finger. */
  isQuiet?: boolean
}

/** All that decides what the wall shows; plain data, replaced and never changed in place. */
export interface WallScene {
  /** Null: no climb is shown, the photo keeps its colours. An empty list: a climb being set. */
  climb: readonly ClimbHold[] | null
  selected: number | null
  /** Colour by hold, of a colour mode. */
  fills: ReadonlyMap<number, string> | null
  /** The texture of each hold, drawn over its colour. */
  textures?: ReadonlyMap<number, Texture> | null
  /** Holds whose colour is a contour only: what it says is not official. */
  outlined?: ReadonlySet<number> | null
  /** Holds chosen to say something of all at once. */
  chosen?: ReadonlySet<number> | null
  /** Holds that I annotated; shown while I walk along the wall. */
  annotated?: ReadonlySet<number> | null
  /** The numbers of an open circuit, by hold. */
  order?: ReadonlyMap<number, string> | null
  /** Holds outside the filter. */
  dimmed: ReadonlySet<number> | null
  /** Holds that left the wall; the photo still shows them. */
  gone?: ReadonlySet<number> | null
  signs?: ReadonlyMap<number, HoldSign> | null
  sheet?: SheetScene | null
  peers: readonly Peer[]
  style: DrawingStyle
}

export const emptyScene: WallScene = {
  climb: null, selected: null, fills: null, dimmed: null, peers: [], style: defaultStyle,
}

/** The meaning of a tap: show a hold, pick holds one after another, give them roles, or draw marks of the sheet. */
export type WallMode = 'look' | 'pick' | 'paint' | 'draw'
