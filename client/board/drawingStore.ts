import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Point } from '../../shared/rules/polygon'
import { movedMark, MARK_COLOURS, newMarkId, storedPoints, type Mark, type MarkKind } from '../wall/marks/mark'
import { finished, withoutLastCorner, type DrawTool, type Sketch } from '../wall/marks/sketch'
import { useFaces } from '../wall/facesStore'
import { useMarks } from './marksStore'
import { useSession } from '../account/sessionStore'

/** Some hundredths of the photo: what a tap or a nudge is measured in, however far one has zoomed. */
const PARTS = 1200

/** The pen of the sheet, the mark in the making, and the chosen mark. */
export const useDrawing = defineStore('drawing', () => {
  const route = useRoute()
  const router = useRouter()
  const faces = useFaces()
  const session = useSession()
  const marks = useMarks()

  const tool = shallowRef<DrawTool>('choose')
  const colour = shallowRef<string>(MARK_COLOURS.blue)
  const sketch = shallowRef<Sketch | null>(null)
  const shifted = shallowRef<Point | null>(null)
  /** The mark whose words are wanted: just drawn, or because one asked for it. */
  const wordsFor = shallowRef<{ id: string; isAsked: boolean } | null>(null)

  const isHere = computed(() => route.name === 'sheet')
  const chosen = computed(() => (isHere.value ? marks.byId.get(String(route.params['mark'])) ?? null : null))
  const picture = computed(() => ({ width: faces.current?.picture_width ?? 1, height: faces.current?.picture_height ?? 1 }))
  const pixel = computed(() => picture.value.width / PARTS)
  /** The chosen one where it is seen. */
  const chosenNow = computed(() => (chosen.value && shifted.value ? movedMark(chosen.value, shifted.value, picture.value) : chosen.value))

  function pick(next: DrawTool): void {
    tool.value = next
    sketch.value = null
    if (next !== 'choose') choose(null)
    marks.isShown = true
  }

  function choose(id: string | null): void {
    if (id !== null) marks.isShown = true
    void router.replace(id === null ? '/prises/feuille' : `/prises/feuille/${id}`)
  }

  function keep(kind: MarkKind, points: readonly Point[]): void {
    sketch.value = null
    tool.value = 'choose'
    if (!session.user || marks.readOnlyReason !== null) return
    const id = newMarkId()
    wordsFor.value = { id, isAsked: false }
    marks.put({ id, kind, points: storedPoints(points), colour: colour.value, text: '', by: session.user.id })
    choose(id)
  }

  /** The corners set so far are all. */
  function finish(): void {
    const points = sketch.value && finished(sketch.value, pixel.value, false)
    if (sketch.value && points) keep(sketch.value.kind, points)
    else sketch.value = null
  }

  /** `step` as in the store of the marks. */
  function change(changes: Partial<Pick<Mark, 'text' | 'colour' | 'points'>>, step?: string): void {
    if (chosen.value && marks.readOnlyReason === null) marks.put({ ...chosen.value, ...changes }, step)
  }

  function paint(next: string): void {
    colour.value = next
    if (chosen.value && chosen.value.colour !== next) change({ colour: next })
  }

  function move(by: Point, step?: string): void {
    shifted.value = null
    if (chosen.value) change({ points: movedMark(chosen.value, by, picture.value).points }, step)
  }

  /** A little to a side, for whoever does not drag. */
  function nudge(x: number, y: number): void {
    const far = pixel.value * 8
    move({ x: x * far, y: y * far }, `nudge ${chosen.value?.id ?? ''}`)
  }

  /** The last corner of what is in the making, else the last thing done. */
  function undo(): void {
    if (sketch.value) sketch.value = withoutLastCorner(sketch.value)
    else marks.undo()
  }

  watch([() => faces.currentId, isHere], () => {
    tool.value = 'choose'
    sketch.value = null
    shifted.value = null
    wordsFor.value = null
  })
  // A person who may not write any more has no pen, and the mark that they were moving stays where it was.
  watch(() => marks.readOnlyReason, why => {
    if (why === null) return
    tool.value = 'choose'
    sketch.value = null
    shifted.value = null
  })

  return {
    tool,
    colour,
    sketch,
    shifted,
    wordsFor,
    isHere,
    chosen,
    chosenNow,
    pick,
    choose,
    keep,
    finish,
    change,
    paint,
    move,
    nudge,
    undo,
  }
})
