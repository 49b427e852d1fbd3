import { useDifferential } from './use-differential.ts';
import { accountsWorld } from './worlds/accounts.ts';
import { mediaWorld } from './worlds/media.ts';
import { placesWorld } from './worlds/places.ts';
import { valuesWorld } from './worlds/values.ts';

for (const world of [mediaWorld, accountsWorld, placesWorld, valuesWorld]) useDifferential(world);
