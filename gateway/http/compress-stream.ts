import { pipeline, type Readable, type Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip, createZstdCompress } from 'node:zlib';
import type { Encoding } from './encode.ts';

/** Fast levels: what is exported is long, and made while it is sent. */
const MAKE: Readonly<Record<Encoding, () => Transform>> = {
  zstd: () => createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
  br: () =>
    createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 18 } }),
  gzip: () => createGzip({ level: 4 }),
};

/** The bytes of a stream in an encoding, made as they are read; either ends with the other. */
export function compressed(stream: Readable, encoding: Encoding): Readable {
  // Whoever reads is told of a failure by the end of the stream that is read.
  return pipeline(stream, MAKE[encoding](), () => {});
}
