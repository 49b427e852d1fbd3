export { indexTerritories as up } from '../../kit/migrations/index-territories.ts';
