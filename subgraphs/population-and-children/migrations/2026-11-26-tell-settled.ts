export { createSettledUntil as up } from '../../kit/migrations/settled.ts';
