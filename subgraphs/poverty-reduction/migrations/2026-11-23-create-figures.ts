export { createFigures as up } from '../../kit/migrations/figures.ts';
