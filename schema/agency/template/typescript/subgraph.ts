import { defineAgency } from '../../../../subgraphs/kit/agency.ts';
import { createCurrentFigures } from '../../../../subgraphs/kit/migrations/current-figures.ts';
import { createFigures } from '../../../../subgraphs/kit/migrations/figures.ts';
import { indexTerritories } from '../../../../subgraphs/kit/migrations/index-territories.ts';
import { createSettledUntil } from '../../../../subgraphs/kit/migrations/settled.ts';
import { tellSharedForm } from '../../../../subgraphs/kit/migrations/shared-form.ts';

export default defineAgency({
  name: 'template-agency',
  folder: import.meta.dirname,
  migrations: {
    '2026-11-23-create-figures': { up: createFigures },
    '2026-11-25-create-current-figures': { up: createCurrentFigures },
    '2026-11-25-index-territories': { up: indexTerritories },
    '2026-11-26-tell-settled': { up: createSettledUntil },
    '2026-11-26-tell-shared-form': { up: tellSharedForm },
  },
});
