import type { Page } from 'playwright-core'

/** As somebody sets it who reads badly: the browser's own text size, which rem and em follow. */
export async function setTextSize(page: Page, percent: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const standard = Math.round((16 * percent) / 100)
  await session.send('Page.setFontSizes', { fontSizes: { standard, fixed: Math.round((13 * percent) / 100) } })
}

/**
 * Lists the parts of the page that cannot be read or reached as it stands: words that a box cuts off or the screen ends before,
 * words that lie on other words or under another part, controls that are out of the screen.
 * Words that can be scrolled to are fine, and so is what ends in an ellipsis and can be read elsewhere: in a title, or by opening it.
 */
export const textTroubles = (page: Page): Promise<string[]> => page.evaluate(() => {
  interface Word { text: string; box: DOMRect; of: Element }
  const SLACK = 2
  const styles = new Map<Element, CSSStyleDeclaration>()
  const styleOf = (element: Element): CSSStyleDeclaration => {
    const known = styles.get(element) ?? getComputedStyle(element)
    styles.set(element, known)
    return known
  }
  const said = (element: Element): string =>
    (element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 50)
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !element.closest('.only-read, .unseen, [aria-hidden=true] canvas, option')
  /** Sideways only what is made for it: a page that scrolls down and is too wide for itself is no such thing. */
  const scrolls = (element: Element, axis: 'x' | 'y'): boolean =>
    /auto|scroll/.test(styleOf(element)[axis === 'x' ? 'overflowX' : 'overflowY']) &&
    (axis === 'y' || element.matches('.scroll, .sideways'))
  const clips = (element: Element, axis: 'x' | 'y'): boolean => styleOf(element)[axis === 'x' ? 'overflowX' : 'overflowY'] !== 'visible'
  /** It ends in an ellipsis on purpose, and what is left out can be read. */
  const isShortened = (element: Element): boolean => {
    const { textOverflow, webkitLineClamp } = styleOf(element)
    return (textOverflow === 'ellipsis' || (webkitLineClamp !== '' && webkitLineClamp !== 'none')) && element.closest('[title], a') !== null
  }
  const words: Word[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const of = node.parentElement
    const text = node.textContent?.trim() ?? ''
    if (!of || text === '' || !isShown(of)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) words.push({ text: text.slice(0, 50), box, of })
  }

  /** The rest of a word after all that scrolls has hidden its part; null if nothing is left. `cut`: something hides it for good. */
  function seen({ box, of }: Word): { part: DOMRect | null; cut: string } {
    let { left, right, top, bottom } = box
    let canScroll = { x: false, y: false }
    for (let up: Element | null = of; up && up !== document.documentElement; up = up.parentElement) {
      const edge = up.getBoundingClientRect()
      const fixed = styleOf(up).position === 'fixed'
      if (up !== document.body) {
        for (const axis of ['x', 'y'] as const) {
          if (!clips(up, axis)) continue
          const [from, to] = axis === 'x' ? [edge.left, edge.right] : [edge.top, edge.bottom]
          const [start, end] = axis === 'x' ? [left, right] : [top, bottom]
          const isOut = start < from - SLACK || end > to + SLACK
          if (isOut && !isShortened(up) && !scrolls(up, axis) && !canScroll[axis] && !(up.closest('.peek') && of.tagName !== 'H1'))
            return { part: null, cut: `is cut by .${up.className}` }
          if (scrolls(up, axis)) canScroll = { ...canScroll, [axis]: true }
          if (axis === 'x') [left, right] = [Math.max(left, from), Math.min(right, to)]
          else [top, bottom] = [Math.max(top, from), Math.min(bottom, to)]
          if (left >= right || top >= bottom) return { part: null, cut: '' }
        }
      }
      if (fixed) break
    }
    if (left < -SLACK || right > innerWidth + SLACK || top < -SLACK || bottom > innerHeight + SLACK)
      return { part: null, cut: 'runs out of the screen' }
    return { part: new DOMRect(left, top, right - left, bottom - top), cut: '' }
  }

  const troubles = new Set<string>()
  const visible: (Word & { part: DOMRect })[] = []
  for (const word of words) {
    const { part, cut } = seen(word)
    if (cut !== '') troubles.add(`“${word.text}” ${cut}`)
    // A line that scrolling has cut into is as good as scrolled away.
    if (part && part.height > word.box.height * 0.8 && part.width > word.box.width * 0.8) visible.push({ ...word, part })
  }

  /** Parts that lie over others on purpose: what is open hides what is behind it. */
  const PARTS = '[role=dialog], [role=menu], .sheet, .room .photo, .header, nav.bar, .notes, .panel, .stage'
  const partOf = (element: Element): Element | null => element.closest(PARTS)
  /** A part below it comes into sight by scrolling. */
  const sticks = (element: Element): boolean => {
    for (let up: Element | null = element; up; up = up.parentElement) if (styleOf(up).position === 'sticky') return true
    return false
  }
  for (const word of visible) {
    const { left, top, width, height } = word.part
    const over = document.elementFromPoint(left + width / 2, top + height / 2)
    if (!over || over.contains(word.of) || word.of.contains(over) || sticks(over)) continue
    if (partOf(over) === partOf(word.of)) {
      // A label that passes its presses on, such as a badge, is no cover.
      if (!over.parentElement?.contains(word.of) || over.matches('button, a, input'))
        troubles.add(`“${word.text}” lies under “${said(over)}” (.${over.className})`)
    } else if (!over.closest('.sheet, [role=dialog], [role=menu], .overlay')) troubles.add(`“${word.text}” lies under .${over.className}`)
  }
  const wide = visible.map(word => ({
    ...word,
    part: new DOMRect(word.part.x, word.part.y + word.part.height * 0.15, word.part.width, word.part.height * 0.7),
  }))
  wide.forEach((one, index) => {
    for (const other of wide.slice(index + 1)) {
      if (one.of === other.of || sticks(one.of) !== sticks(other.of) || partOf(one.of) !== partOf(other.of)) continue
      const across = Math.min(one.part.right, other.part.right) - Math.max(one.part.left, other.part.left)
      const down = Math.min(one.part.bottom, other.part.bottom) - Math.max(one.part.top, other.part.top)
      if (across > SLACK && down > SLACK) troubles.add(`“${one.text}” and “${other.text}” lie on each other`)
    }
  })

  const pen = document.createElement('canvas').getContext('2d')
  for (const select of document.querySelectorAll('select')) {
    if (!pen || !isShown(select)) continue
    const { font, paddingLeft, paddingRight } = styleOf(select)
    pen.font = font
    const chosen = select.selectedOptions[0]?.textContent.trim() ?? ''
    const ARROW = 20
    if (pen.measureText(chosen).width > select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - ARROW + SLACK)
      troubles.add(`the choice “${chosen}” is cut by its field`)
  }
  for (const control of document.querySelectorAll('a, button, input, select, textarea, [role=slider]')) {
    if (!isShown(control) || control.closest('.only-read')) continue
    const { left, right, width } = control.getBoundingClientRect()
    let inRow = false
    for (let up = control.parentElement; up; up = up.parentElement) inRow ||= scrolls(up, 'x') && up.scrollWidth > up.clientWidth
    if (width > 0 && !inRow && (left < -SLACK || right > innerWidth + SLACK))
      troubles.add(`the control “${said(control)}” is out of the screen`)
  }
  if (document.documentElement.scrollWidth > innerWidth + SLACK) troubles.add('the whole page scrolls sideways')
  return [...troubles]
})
