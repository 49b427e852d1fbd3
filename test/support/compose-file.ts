import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const PROJECT = join(import.meta.dirname, '../..');
export const COMPOSE_PATH = join(PROJECT, 'docker-compose.yml');

/** A service of the compose file, as far as the tests look at it. */
export interface ComposeService {
  readonly image: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string | number>>;
  readonly networks: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly deploy?: { readonly replicas: number };
  readonly ports?: readonly { readonly target: number; readonly published: string; readonly host_ip: string }[];
  readonly volumes?: readonly string[];
  readonly restart: string;
  readonly read_only: boolean;
  readonly privileged?: boolean;
  readonly cap_add?: readonly string[];
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** `$$`, `${NAME}`, `${NAME:-default}`, `${NAME:?message}`; any other dollar sign is a fault of the file. */
const INTERPOLATION = /\$(?:\$|\{(?<name>\w+)(?::(?<kind>[-?])(?<text>[^}]*))?\}|)/g;

/** The compose file as it stands: its anchors merged, its variables not replaced. */
export function readComposeFile(): ComposeFile {
  return parse(readFileSync(COMPOSE_PATH, 'utf8'), { merge: true }) as ComposeFile;
}

/** Replaces the file's variables as the compose specification says; an empty variable counts as not set. */
export function interpolate<Value>(value: Value, variables: Readonly<Record<string, string>>): Value {
  return mapTexts(value, (text) =>
    text.replaceAll(INTERPOLATION, (found, ...groups) => {
      if (found === '$$') return '$';
      const { name, kind, text: fallback } = groups.at(-1) as Record<string, string | undefined>;
      if (!name) throw new Error(`A dollar sign that names no variable stands in: ${text}`);
      if (variables[name]) return variables[name];
      if (kind === '-') return fallback ?? '';
      throw new Error(kind === '?' ? `${name}: ${fallback}` : `${name} is not set.`);
    }),
  );
}

/** The variables that the file reads, with whether it insists on each. */
export function variablesOf(value: unknown): ReadonlyMap<string, { readonly required: boolean }> {
  const found = new Map<string, { required: boolean }>();
  mapTexts(value, (text) => {
    for (const { groups } of text.matchAll(INTERPOLATION)) {
      if (groups?.['name']) found.set(groups['name'], { required: groups['kind'] === '?' });
    }
    return text;
  });
  return found;
}

function mapTexts<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value) as Value;
  if (Array.isArray(value)) return value.map((one) => mapTexts(one as unknown, change)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, mapTexts(one as unknown, change)]),
  ) as Value;
}
