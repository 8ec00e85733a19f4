/** The small photo that the page came with: to be read before the app takes the place of its frame. */
export const firstPhoto = document.querySelector('.first-frame .sharp')?.getAttribute('src') ?? null
