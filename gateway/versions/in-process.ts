import { monotonicClock, type Clock } from '../../subgraphs/kit/data-version/lease.ts';
import type { DataVersionWatch } from '../../subgraphs/kit/data-version/watch.ts';
import type { VersionSource } from './version-source.ts';

/** The version of a subgraph that runs in this process; whoever started the watch stops it. */
export function versionsInProcess(watch: DataVersionWatch, clock: Clock = monotonicClock): VersionSource {
  const current = () => {
    const lease = watch.lease();
    return lease && clock() < lease.endsAt ? lease.version : null;
  };
  return {
    current,
    sharedUnder: current,
    onChange: watch.onVersion,
    noticed: () => {},
    stop: async () => {},
  };
}
