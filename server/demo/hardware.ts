import type { DemoHold } from './layout'
import type { WallPlan } from './wallPlan'

const SCREWED: readonly DemoHold['kind'][] = ['edge', 'chip', 'rail', 'volume']

/** Draws bolts and screws over the finished holds. */
export function hardwareSvg(plan: WallPlan, holds: readonly DemoHold[]): string {
  const marks = holds.flatMap((hold) => hold.shape.bolts.map(({ x, y }, i) => {
    const turn = (hold.id * 37 + i * 23) % 60
    const at = `translate(${(hold.at.x + x * plan.pitch).toFixed(1)} ${(hold.at.y + y * plan.pitch).toFixed(1)})`
    const small = hold.kind === 'foot' || hold.kind === 'crimp' ? ' scale(.82)' : ''
    return `<use xlink:href="#${SCREWED.includes(hold.kind) ? 'screw' : 'bolt'}" transform="${at} rotate(${turn})${small}"/>`
  }))
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${plan.width}" height="${plan.height}">`
    + `<defs>${bolt(plan.pitch * 0.062)}${screw(plan.pitch * 0.03)}</defs>${marks.join('')}</svg>`
}

/** Draws a socket head sunk in its hole. */
function bolt(r: number): string {
  const corners = [0, 1, 2, 3, 4, 5].map(
    (k) => `${(Math.cos((k * Math.PI) / 3) * r * 0.5).toFixed(2)},${(Math.sin((k * Math.PI) / 3) * r * 0.5).toFixed(2)}`,
  )
  return (
    `<radialGradient id="steel" cx=".4" cy=".35" r=".8"><stop offset="0" stop-color="#e8e6e1"/><stop offset=".6" stop-color="#8f8d89"/><stop offset="1" stop-color="#55534f"/></radialGradient>` +
    `<g id="bolt"><circle r="${r * 1.3}" fill="#000" fill-opacity=".28"/><circle r="${r * 1.08}" fill="#141210" fill-opacity=".85"/><circle r="${r * 0.86}" fill="url(#steel)"/><polygon points="${corners.join(' ')}" fill="#191715"/></g>`
  )
}

function screw(r: number): string {
  return `<g id="screw"><circle r="${r * 1.35}" fill="#000" fill-opacity=".4"/><circle r="${r}" fill="#a7a39b"/><path d="M${-r * 0.55} 0H${r * 0.55}M0 ${-r * 0.55}V${r * 0.55}" stroke="#26221e" stroke-width="${r * 0.42}"/></g>`
}
