import zlib from 'node:zlib';
import type { CompressionCodec } from 'hyparquet';
import { decompressLz4, decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';
import { snappyUncompressor } from 'hysnappy';

type Decompressor = (input: Uint8Array, outputLength: number) => Uint8Array;

const snappy = snappyUncompressor();

// Node's own decompressors where it has them: two to ten times as fast as those in JavaScript. It got zstd late.
const decompressors: Readonly<Partial<Record<CompressionCodec, Decompressor>>> = {
  UNCOMPRESSED: (input) => input,
  SNAPPY: (input, length) => snappy(input, length),
  GZIP: (input) => plain(zlib.gunzipSync(input)),
  BROTLI: (input) => plain(zlib.brotliDecompressSync(input)),
  ZSTD: (input) => ('zstdDecompressSync' in zlib ? plain(zlib.zstdDecompressSync(input)) : decompressZstd(input)),
  LZ4: (input, length) => decompressLz4(input, length),
  LZ4_RAW: (input, length) => decompressLz4Raw(input, length),
};

/** A buffer as an ordinary array: `slice` of a Buffer copies nothing. */
function plain({ buffer, byteOffset, length }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}

/**
 * The bytes of a page in the clear.
 *
 * @throws Error for codecs that are not known, and for bytes that do not give the stated length
 */
export function decompress(codec: CompressionCodec, input: Uint8Array, length: number): Uint8Array {
  const act = decompressors[codec];
  if (act === undefined) throw new Error(`no decompressor for ${codec}`);
  // An empty page is not compressed at all, and some decompressors refuse nothing.
  const output = length === 0 ? new Uint8Array(0) : act(input, length);
  if (output.length !== length) throw new Error('a page has another length than stated');
  return output;
}
