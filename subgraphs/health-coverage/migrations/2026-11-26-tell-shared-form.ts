export { tellSharedForm as up } from '../../kit/migrations/shared-form.ts';
