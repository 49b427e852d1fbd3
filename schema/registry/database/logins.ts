import { loginOf } from '../../../subgraphs/kit/logins.ts';

export const REGISTRY_SCHEMA = 'registry';

/** Three roles: one owns the tables, one publishes, one is the gateways'. */
export interface RegistryLogins {
  readonly owner: string;
  /** Reads everything and adds rows; changes and removes none. */
  readonly registry: string;
  /** Reads supergraphs, and adds what operations clients use. */
  readonly gateway: string;
}

export function registryLogins(environment: NodeJS.ProcessEnv): RegistryLogins {
  return {
    owner: loginOf('REGISTRY_OWNER_DATABASE_URL', 'registry_owner', environment),
    registry: registryLogin(environment),
    gateway: gatewayLogin(environment),
  };
}

/** The login of the registry itself. */
export function registryLogin(environment: NodeJS.ProcessEnv): string {
  return loginOf('REGISTRY_DATABASE_URL', 'registry_service', environment);
}

/** The login of gateways that follow the registry. */
export function gatewayLogin(environment: NodeJS.ProcessEnv): string {
  return loginOf('REGISTRY_GATEWAY_DATABASE_URL', 'registry_gateway', environment);
}
