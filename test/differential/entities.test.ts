import { useDifferential } from './use-differential.ts';
import { failures } from './worlds/failures.ts';
import { ledger } from './worlds/ledger.ts';
import { library } from './worlds/library.ts';
import { shop } from './worlds/shop.ts';
import { staff } from './worlds/staff.ts';

for (const world of [shop, library, staff, failures, ledger]) useDifferential(world);
