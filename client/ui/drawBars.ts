import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

/** A bar of a plot; `part` of it stands apart, as the darker beginning of the bar. */
export interface PlottedBar {
  label: string
  count: number
  hue?: number | null
  part?: number
}
export interface BarDrawing {
  bars: readonly PlottedBar[]
  /** The value at which the bars begin. */
  from: number
  /** A value of the axis in words. */
  words: (value: number) => string
}

const HEIGHT = 180
const LETTERS_MAX = 10
/** Longer labels stand upright, and so much room is below the bars for them. */
const LYING_MAX = 5
const [UPRIGHT_HEIGHT, LYING_HEIGHT, VALUES_WIDTH] = [5.2, 1.8, 2.8]

const short = (label: string): string => (label.length > LETTERS_MAX ? `${label.slice(0, LETTERS_MAX - 1)}…` : label)
const colourOf = (light: number, hue: number | null | undefined, plain: string): string =>
  hue === null || hue === undefined ? plain : `oklch(${light} 0.13 ${hue})`

function axesOf({ bars, words }: BarDrawing, style: CSSStyleDeclaration, width: number): uPlot.Axis[] {
  const [text, line, size] = [style.color, style.borderTopColor, Number.parseFloat(style.fontSize)]
  const font = `${size}px ${style.fontFamily}`
  const isUpright = bars.some(({ label }) => label.length > LYING_MAX)
  // Labels that would meet are left out; the table has them all.
  const every = Math.ceil((bars.length * (isUpright ? 1.4 : 3) * size) / width)
  const quiet = { stroke: text, font, ticks: { show: false } }
  return [
    {
      ...quiet, grid: { show: false }, rotate: isUpright ? -90 : 0, size: size * (isUpright ? UPRIGHT_HEIGHT : LYING_HEIGHT),
      splits: () => bars.map((_, at) => at).filter(at => at % every === 0),
      values: (_plot, places) => places.map(at => short(bars[at]?.label ?? '')),
    },
    {
      ...quiet, grid: { stroke: line, width: 1 }, size: size * VALUES_WIDTH, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
      values: (_plot, values) => values.map(words),
    },
  ]
}

function seriesOf(colours: readonly string[]): uPlot.Series {
  const fill = { unit: 3, values: () => [...colours] }
  const paths = uPlot.paths.bars?.({ size: [0.75, 44], disp: { fill } })
  return { width: 0, fill: colours[0] ?? '', points: { show: false }, ...paths ? { paths } : {} }
}

/** Draws bars in the colours and letters of the part that holds them. @returns ends the drawing */
export function drawBars(host: HTMLElement, drawing: BarDrawing, width: number): () => void {
  const { bars, from } = drawing
  const style = getComputedStyle(host)
  const most = Math.max(from + 1, ...bars.map(({ count }) => count))
  const plot = new uPlot({
    width, height: HEIGHT, legend: { show: false }, cursor: { show: false }, padding: [8, 4, 0, 0],
    scales: { x: { time: false, range: () => [-0.6, bars.length - 0.4] }, y: { range: () => [from, most] } },
    axes: axesOf(drawing, style, width),
    series: [
      {},
      seriesOf(bars.map(({ hue }) => colourOf(0.68, hue, style.color))),
      seriesOf(bars.map(({ hue }) => colourOf(0.5, hue, style.color))),
    ],
  }, [bars.map((_, at) => at), bars.map(({ count }) => count), bars.map(({ part }) => part ?? null)], host)
  return () => plot.destroy()
}
