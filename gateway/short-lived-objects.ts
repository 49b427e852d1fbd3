import { setFlagsFromString } from 'node:v8';

/**
 * What a gateway makes lives as long as a request. Where objects of one kind outlive a few collections, as the cells of large tables
 * do, V8 would make the next ones among the old objects at once, where they and all that they hold stay until a collection of the whole
 * heap. Measured with tables of 3,321 communes: 16 MB kept by each small collection instead of 1, and twice as many whole ones. It holds
 * for the process.
 */
export function makeObjectsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
