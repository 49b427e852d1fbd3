export { createCurrentFigures as up } from '../../kit/migrations/current-figures.ts';
