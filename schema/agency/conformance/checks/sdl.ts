import { comparable, withoutMachinery } from '../../../registry/check/without-machinery.ts';
import type { ServiceCheck } from '../check.ts';

export const sameSdl: ServiceCheck = {
  title: 'tells its SDL, the one that is published',
  run: async ({ service, sdl }) => {
    const told: unknown = (await service.ask('{ _service { sdl } }')).body?.data?._service?.sdl;
    if (typeof told !== 'string')
      return { what: 'It tells none.', instead: 'Answer { _service { sdl } } with the SDL whole.' };
    return comparable(withoutMachinery(told)) === comparable(sdl)
      ? null
      : {
          what: 'It tells another than the one that is to be published.',
          instead: 'Publish what the service runs: leave out --sdl.',
        };
  },
};
