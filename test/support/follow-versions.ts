import { setTimeout as wait } from 'node:timers/promises';
import { versionsOverHttp } from '../../gateway/versions/over-http.ts';

/** As a process of its own, what a gateway knows of the version of the subgraph at this address: a line each time that it changes. */
const source = versionsOverHttp(process.argv[2]!);
source.noticed('');
for (let told: string | null | undefined; ; await wait(2)) {
  const current = source.current();
  if (current !== told) console.log(`current ${current}`);
  told = current;
}
