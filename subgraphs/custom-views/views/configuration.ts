import { GraphQLError } from 'graphql';
import { hasAuthorization } from '../../kit/caller.ts';
import type { ViewContext } from '../context.ts';
import { readQuotas, type Quotas } from './quotas.ts';
import { readSigningKey, type SigningKey } from './signing-key.ts';

const SHORTEST_TOKEN = 16;

/** What an operator sets of saved views, see the README's table of variables. */
export interface ViewsConfiguration {
  /** Null: nobody may save or freeze. */
  readonly token: string | null;
  /** Null: nothing can be frozen. */
  readonly signingKey: SigningKey | null;
  readonly quotas: Quotas;
}

export function readViewsConfiguration(environment: NodeJS.ProcessEnv): ViewsConfiguration {
  return {
    token: readToken(environment['VIEWS_TOKEN']),
    signingKey: readSigningKey(environment),
    quotas: readQuotas(environment),
  };
}

const known = new WeakMap<NodeJS.ProcessEnv, ViewsConfiguration>();

/** The configuration of the gateway that a request came through. */
export function configurationOf({ hosted: { environment } }: Pick<ViewContext, 'hosted'>): ViewsConfiguration {
  const read = known.get(environment) ?? readViewsConfiguration(environment);
  known.set(environment, read);
  return read;
}

/** Lets only a caller pass who sent the token; `caller` is what `callerOf` makes of its headers. */
export function requireToken(caller: string, { token }: ViewsConfiguration): void {
  if (token === null) throw notConfigured('VIEWS_TOKEN', 'a secret of at least 16 characters that savers send');
  if (!hasAuthorization(caller, `Bearer ${token}`))
    throw new GraphQLError('Send the header "Authorization: Bearer TOKEN" with the token of this installation.', {
      extensions: { code: 'UNAUTHENTICATED' },
    });
}

export function requireSigningKey({ signingKey }: ViewsConfiguration): SigningKey {
  if (signingKey) return signingKey;
  throw notConfigured('VIEW_SIGNING_KEY_FILE', 'a file with a private Ed25519 key in PEM');
}

function notConfigured(variable: string, expected: string): GraphQLError {
  return new GraphQLError(`This installation is not set up for that: its operator must set ${variable}, ${expected}.`, {
    extensions: { code: 'NOT_CONFIGURED' },
  });
}

function readToken(text: string | undefined): string | null {
  if (!text) return null;
  // Anything else would not pass through a header as it is.
  if (text.length >= SHORTEST_TOKEN && /^[\x21-\x7e]+$/.test(text)) return text;
  throw new Error(
    `VIEWS_TOKEN must have at least ${SHORTEST_TOKEN} characters: letters, digits and signs, no spaces. openssl rand -hex 32 prints a good one.`,
  );
}
