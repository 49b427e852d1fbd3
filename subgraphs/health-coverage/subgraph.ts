import { defineAgency } from '../kit/agency.ts';
import * as createFigures from './migrations/2026-11-23-create-figures.ts';

export const healthCoverage = defineAgency({
  name: 'health-coverage',
  folder: import.meta.dirname,
  migrations: { '2026-11-23-create-figures': createFigures },
});
