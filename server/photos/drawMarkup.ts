import sharp from 'sharp'
import { fontFile } from '../files/projectFolder'

/** Draws Pango's markup in the program's own letters, as large as the place for it allows. */
export const drawMarkup = (text: string, { width, height }: { width: number; height: number }): Promise<Buffer> =>
  sharp({ text: { text, font: 'Mastoc Sans', fontfile: fontFile(), rgba: true, dpi: 72, width, wrap: 'word-char' } })
    .resize({ width, height, fit: 'inside', withoutEnlargement: true }).png().toBuffer()
