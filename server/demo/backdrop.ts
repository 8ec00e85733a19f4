import { paintWord } from './glyphs'
import type { DemoHold } from './layout'
import { panelJoints } from './plywood'
import { createRandom, type Random } from './random'
import type { WallPlan } from './wallPlan'

/** Draws everything on the plywood before the holds: paint, joints, T-nuts, rulers, rubber and chalk. */
export function backdropSvg(plan: WallPlan, holds: readonly DemoHold[]): string {
  const random = createRandom('backdrop')
  const { width, height } = plan
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}">` +
    definitions(plan) +
    mural(plan) +
    joints(plan) +
    nuts(plan) +
    smudges(plan, holds, random) +
    kickboard(plan) +
    mat(plan) +
    rulers(plan) +
    '</svg>'
  )
}

function definitions({ pitch }: WallPlan): string {
  const soft = (id: string, colour: string): string =>
    `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="1"/><stop offset=".55" stop-color="${colour}" stop-opacity=".35"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`
  const r = pitch * 0.047
  return (
    `<defs>${soft('chalk', '#fbf8f0')}${soft('rubber', '#2a2420')}` +
    `<linearGradient id="under" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-opacity=".5"/><stop offset=".3" stop-opacity=".16"/><stop offset="1" stop-opacity="0"/></linearGradient>` +
    `<linearGradient id="over" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-opacity="0"/><stop offset="1" stop-opacity=".45"/></linearGradient>` +
    `<g id="nut"><circle r="${r * 1.35}" fill="#6b4a26" fill-opacity=".35"/><circle r="${r}" fill="#8d8375"/><circle cy="${r * 0.1}" r="${r * 0.82}" fill="#1d1510"/>` +
    `<path d="M${-r * 0.7} ${r * 0.75}A${r} ${r} 0 0 0 ${r * 0.7} ${r * 0.75}" fill="none" stroke="#fff3dc" stroke-opacity=".55" stroke-width="${r * 0.25}"/></g></defs>`
  )
}

/** Draws a sun behind two ridges, thin enough for the grain to show through. */
function mural({ width, height, rulerWidth, kickTop }: WallPlan): string {
  const ridge = (points: readonly (readonly [number, number])[]): string =>
    `M0 ${height}L${points.map(([x, y]) => `${(x * width).toFixed(0)} ${(y * height).toFixed(0)}`).join('L')}L${width} ${height}z`
  const far = ridge([[0, 0.56], [0.13, 0.47], [0.22, 0.53], [0.4, 0.36], [0.53, 0.5], [0.6, 0.455], [0.78, 0.6], [0.9, 0.52], [1, 0.58]])
  const near = ridge([[0, 0.7], [0.1, 0.64], [0.27, 0.77], [0.46, 0.62], [0.58, 0.73], [0.76, 0.57], [0.88, 0.67], [1, 0.6]])
  return (
    `<clipPath id="bare"><path d="M${rulerWidth} ${rulerWidth}H${width}V${height}H0V${kickTop}H${rulerWidth}z"/></clipPath><g clip-path="url(#bare)">` +
    `<circle cx="${width * 0.69}" cy="${height * 0.31}" r="${width * 0.2}" fill="#f07f3c" fill-opacity=".42"/>` +
    `<path d="${far}" fill="#6fa9b5" fill-opacity=".5"/><path d="${near}" fill="#1d5f78" fill-opacity=".58"/></g>`
  )
}

function joints(plan: WallPlan): string {
  const { xs, ys } = panelJoints(plan)
  const line = (x1: number, y1: number, x2: number, y2: number, dx: number, dy: number): string =>
    `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="#3a2412" stroke-opacity=".75" stroke-width="2.4"/>`
    + `<path d="M${x1 + dx} ${y1 + dy}L${x2 + dx} ${y2 + dy}" stroke="#fff1d6" stroke-opacity=".35" stroke-width="1.4"/>`
  return xs.map((x) => line(x, 0, x, plan.height, 2, 0)).join('') + ys.map((y) => line(0, y, plan.width, y, 0, 2)).join('')
}

function nuts(plan: WallPlan): string {
  const at = (column: number, row: number): string =>
    `<use xlink:href="#nut" x="${(plan.originX + column * plan.pitch).toFixed(1)}" y="${(plan.originY + row * plan.pitch).toFixed(1)}"/>`
  const last = Math.ceil((plan.height - plan.originY) / plan.pitch)
  const seam = (row: number): boolean => Math.abs(plan.originY + row * plan.pitch - plan.kickTop) < plan.pitch * 0.2
  const all: string[] = []
  for (let row = 0; row < last; row++) {
    for (let column = 0; column < plan.columns; column++) {
      if (!seam(row)) all.push(at(column, row))
      if (column < plan.columns - 1 && !seam(row + 0.5)) all.push(at(column + 0.5, row + 0.5))
    }
  }
  return all.join('')
}

/** Draws chalk at hand height and rubber at foot height. */
function smudges(plan: WallPlan, holds: readonly DemoHold[], random: Random): string {
  const spot = (fill: string, x: number, y: number, wide: number, high: number, turn: number, strength: number): string =>
    `<ellipse transform="translate(${x.toFixed(0)} ${y.toFixed(0)}) rotate(${turn.toFixed(0)})" rx="${wide.toFixed(1)}" ry="${high.toFixed(1)}" fill="url(#${fill})" fill-opacity="${strength.toFixed(2)}"/>`
  return holds.flatMap((hold) => {
    const low = hold.at.y / plan.kickTop
    const near = (): [number, number] => [
      hold.at.x + random.between(-0.5, 0.5) * plan.pitch,
      hold.at.y + random.between(0.1, 0.8) * plan.pitch,
    ]
    const marks: string[] = []
    if (!hold.isKick && random.chance(0.6)) {
      marks.push(
        spot(
          'chalk',
          hold.at.x,
          hold.at.y,
          hold.radius * random.between(1.3, 1.8),
          hold.radius * random.between(1.1, 1.5),
          random.between(0, 180),
          random.between(0.08, 0.3),
        ),
      )
    }
    if (random.chance(0.25 + 0.6 * low)) {
      marks.push(
        spot(
          'rubber',
          ...near(),
          plan.pitch * random.between(0.1, 0.4),
          plan.pitch * random.between(0.04, 0.1),
          random.between(50, 130),
          random.between(0.05, 0.2),
        ),
      )
    }
    return marks
  }).join('')
}

/** The wall leans out over it, so its upper part lies in the shade. */
function kickboard({ width, height, kickTop, pitch }: WallPlan): string {
  return `<rect y="${kickTop}" width="${width}" height="${height - kickTop}" fill="#3d2a18" fill-opacity=".12"/>`
    + `<rect y="${kickTop}" width="${width}" height="${pitch * 1.3}" fill="url(#under)"/>`
    + `<rect y="${kickTop - 3}" width="${width}" height="5" fill="#24160b" fill-opacity=".85"/>`
    + `<rect y="${kickTop - 6}" width="${width}" height="2.5" fill="#fff0d2" fill-opacity=".4"/>`
}

/** Draws the edge of the crash mat, so that the wall stands on something. */
function mat({ width, height, pitch, columns }: WallPlan): string {
  const top = height - pitch * 0.58
  const seams = Array.from({ length: Math.ceil(columns / 5) }, (_, n) => (n + 0.7) * pitch * 5).map(
    x =>
      `<path d="M${x} ${top + 3}V${height}" stroke="#0d1218" stroke-width="3"/><path d="M${x + 3} ${top + 3}V${height}" stroke="#6d7f92" stroke-opacity=".5" stroke-width="1.5"/>`,
  )
  return (
    `<rect y="${top - pitch * 0.3}" width="${width}" height="${pitch * 0.3}" fill="url(#over)"/>` +
    `<rect y="${top}" width="${width}" height="${height - top}" fill="#2c3a4a"/><rect y="${top}" width="${width}" height="${pitch * 0.09}" fill="#51647a"/>` +
    `<path d="M0 ${top + pitch * 0.16}H${width}" stroke="#8fa3b8" stroke-opacity=".45" stroke-width="1.6" stroke-dasharray="9 6"/>${seams.join('')}`
  )
}

function rulers(plan: WallPlan): string {
  const { rulerWidth: wide, pitch } = plan
  const middle = wide * 0.5
  const bottom = plan.kickTop - 6
  const boards = `<path d="M0 0H${plan.width}V${wide}H${wide}V${bottom}H0z" fill="#7a4417" fill-opacity=".62"/>`
    + `<path d="M${plan.width} ${wide}H${wide}V${bottom}" fill="none" stroke="#20120a" stroke-opacity=".55" stroke-width="5"/>`
    + `<path d="M${plan.width} ${wide - 4}H${wide - 4}V${bottom}" fill="none" stroke="#ffdca6" stroke-opacity=".4" stroke-width="1.6"/>`
  const tall = wide * 0.46
  const words: string[] = []
  for (let n = 0; n < plan.columns; n++) words.push(paintWord(String(n + 1), plan.originX + n * pitch, middle, tall))
  for (let n = 0; n < plan.rows; n++) words.push(paintWord(String.fromCharCode(65 + n), middle, plan.originY + n * pitch, tall))
  const print = (colour: string, opacity: number): string =>
    `<g fill="none" stroke="${colour}" stroke-opacity="${opacity}" stroke-width="1.05" stroke-linejoin="round">${words.join('')}</g>`
  return `${boards}<g transform="translate(1.2 1.6)">${print('#1d0f05', 0.55)}</g>${print('#fbe9c8', 0.95)}`
}
