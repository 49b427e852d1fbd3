import { useDifferential } from './use-differential.ts';
import { shop } from './worlds/shop.ts';

for (const world of [shop]) useDifferential(world);
