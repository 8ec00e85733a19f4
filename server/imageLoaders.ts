import sharp from 'sharp'

/**
 * From now on this process decodes JPEG, PNG, WebP and GIF alone: SVG, PDF, TIFF and the rest of what
 * libvips reads are no pictures that people send. Called before the first request is taken; the demo
 * wall, which is drawn as SVG, was painted by then.
 */
export function allowOnlyPhotos(): void {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadNsgifBuffer'] })
}
