import { Kind, parse, print, type DocumentNode } from 'graphql';
import { sharedSdl } from '../../../subgraphs/kit/subgraph.ts';
import type { Fault } from './fault.ts';

/**
 * An agency links the specifications that all do, under their own names: a directive that is imported under another would be known by none
 * of the rules.
 */
export function linkFaults(document: DocumentNode): Fault[] {
  const [found, shared] = [document, parse(sharedSdl('common.graphql'))].map(schemaText);
  if (found === shared) return [];
  return [
    {
      code: 'LINKS_CHANGED',
      where: 'schema',
      what: found === '' ? 'Nothing is linked' : `It reads: ${found!.replace(/\s+/g, ' ')}`,
      instead: 'Begin the SDL with common.graphql as it stands: its "extend schema" is the only one.',
    },
  ];
}

function schemaText({ definitions }: DocumentNode): string {
  return definitions
    .filter(({ kind }) => kind === Kind.SCHEMA_DEFINITION || kind === Kind.SCHEMA_EXTENSION)
    .map(print)
    .join('\n');
}
