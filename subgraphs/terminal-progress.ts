import { SingleBar } from 'cli-progress';
import type { PrepareProgress } from './prepare-databases.ts';

/** Tells on the terminal what is going on: a line for each step, and a bar while records are loaded. */
export function terminalProgress(): PrepareProgress {
  const bar = new SingleBar({
    format: '  Loading figures and units [{bar}] {value}/{total}',
    barsize: 30,
    hideCursor: true,
    noTTYOutput: false,
  });
  let total = 0;
  return {
    step: (text) => console.log(`  ${text}`),
    begin(records) {
      total = records;
      bar.start(records, 0);
    },
    advance: (records) => bar.increment(records),
    end(written) {
      bar.stop();
      const news = written === 0 ? 'all as recorded before' : `${written} new`;
      console.log(`  ${total} figures and units loaded, ${news}`);
    },
  };
}
