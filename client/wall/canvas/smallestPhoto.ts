/** Pixels: the width of the photo that the page itself shows, before the app is there. */
export const SMALLEST_PHOTO = 480
