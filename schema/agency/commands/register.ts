import { requireText, type AgencyCommand } from '../command.ts';

export const register: AgencyCommand = {
  usage: 'register NAME --prefix PREFIX --owner TEXT --contact TEXT [--grant Query.field,Mutation.field]',
  summary: 'lets an agency join: its name, the prefix of its codes, who answers for it (operator)',
  options: {
    prefix: { type: 'string' },
    owner: { type: 'string' },
    contact: { type: 'string' },
    grant: { type: 'string' },
  },
  run: async ({ positionals, values, registry }) => {
    const name = requireText(positionals[0], 'The NAME of the agency');
    const grant = typeof values['grant'] === 'string' ? values['grant'].split(',').filter(Boolean) : [];
    const agency = {
      name,
      prefix: requireText(values['prefix'], '--prefix PREFIX'),
      owner: requireText(values['owner'], '--owner TEXT'),
      contact: requireText(values['contact'], '--contact TEXT'),
      grantedFields: grant,
    };
    await registry.post('agencies', agency);
    return { json: agency, lines: [`${name} is registered. Give it a token: npm run agency -- token create ${name}`] };
  },
};
