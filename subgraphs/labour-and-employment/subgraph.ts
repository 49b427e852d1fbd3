import { defineAgency } from '../kit/agency.ts';
import * as createFigures from './migrations/2026-11-23-create-figures.ts';
import * as createCurrentFigures from './migrations/2026-11-25-create-current-figures.ts';
import * as indexTerritories from './migrations/2026-11-25-index-territories.ts';
import * as tellSettled from './migrations/2026-11-26-tell-settled.ts';
import * as tellSharedForm from './migrations/2026-11-26-tell-shared-form.ts';

export const labourAndEmployment = defineAgency({
  name: 'labour-and-employment',
  folder: import.meta.dirname,
  migrations: {
    '2026-11-23-create-figures': createFigures,
    '2026-11-25-create-current-figures': createCurrentFigures,
    '2026-11-25-index-territories': indexTerritories,
    '2026-11-26-tell-settled': tellSettled,
    '2026-11-26-tell-shared-form': tellSharedForm,
  },
});
