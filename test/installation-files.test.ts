import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defaultPort } from '../schema/routing.ts';
import { hostedSubgraphs, subgraphs } from '../subgraphs/index.ts';
import { environmentPrefix } from '../subgraphs/kit/environment.ts';
import { COMPOSE_PATH, interpolate, PROJECT, readComposeFile, variablesOf } from './support/compose-file.ts';
import { schemaFaults } from './support/compose-schema.ts';
import { DOCKERFILE } from './support/image-folder.ts';

const source = readComposeFile();
const secrets = [...variablesOf(source)].filter(([, { required }]) => required).map(([name]) => name);
const { services, networks, volumes } = interpolate(
  source,
  Object.fromEntries(secrets.map((name) => [name, 'secret'])),
);
const names = subgraphs.map(({ name }) => name);
const prepared = [...subgraphs, ...hostedSubgraphs].map(({ name }) => name);
const ofPrepared = (suffix: string) => prepared.map((name) => `${environmentPrefix(name)}${suffix}`);

const OF_REGISTRY = [
  'REGISTRY_PASSWORD',
  'REGISTRY_OWNER_PASSWORD',
  'REGISTRY_GATEWAY_PASSWORD',
  'SHEETS_PASSWORD',
  'SHEETS_OWNER_PASSWORD',
];

describe('docker-compose.yml', () => {
  it('is valid by the compose specification', () => {
    expect(schemaFaults(COMPOSE_PATH)).toEqual([]);
  });

  it('would be refused with a key that the specification does not know', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lien-thong-compose-'));
    try {
      const broken = join(folder, 'docker-compose.yml');
      writeFileSync(
        broken,
        readFileSync(COMPOSE_PATH, 'utf8').replace('    networks: [database]', '    netwroks: [database]'),
      );
      expect(schemaFaults(broken)).toEqual([expect.stringContaining('/services/postgres')]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has PostgreSQL 18, a service for every subgraph of this repository at its port, and two gateways', () => {
    expect(Object.keys(services)).toEqual([
      'postgres',
      'prepare',
      'prepare-registry',
      'prepare-sheets',
      ...names,
      'registry',
      'sheets',
      'gateway',
    ]);
    expect(services['postgres']).toMatchObject({
      image: expect.stringMatching(/^postgres:18\b/),
      volumes: ['figures:/var/lib/postgresql'],
    });
    expect(volumes).toHaveProperty('figures');
    for (const name of names) {
      const { command, environment } = services[name]!;
      expect(command).toEqual(['node', 'subgraphs/main.ts', name]);
      expect(environment).toMatchObject({ HOST: '0.0.0.0', PORT: defaultPort(name) });
    }
    expect(services['gateway']!.environment).toMatchObject({ HOST: '0.0.0.0' });
    const [published, ...others] = services['gateway']!.ports!;
    expect(others).toEqual([]);
    expect(published!.target).toBe(services['gateway']!.environment['PORT']);
    const [first, last] = published!.published.split('-').map(Number);
    expect(last! - first! + 1).toBe(services['gateway']!.deploy!.replicas);
  });

  it.each(Object.entries(services))(
    'runs %s without root, capabilities or a file system to write to',
    (name, service) => {
      expect(service).toMatchObject({
        user: name === 'postgres' ? 'postgres' : 'node',
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect([service.cap_add, service.privileged]).toEqual([undefined, undefined]);
      const isOnce = name.startsWith('prepare');
      expect(service.restart).toBe(isOnce ? 'no' : 'unless-stopped');
      expect(isOnce ? service.healthcheck.disable : service.healthcheck.test?.[0]).toBe(isOnce ? true : 'CMD');
    },
  );

  it('holds no secret: each comes from a variable of its own that must be set', () => {
    const texts = Object.values(source.services).flatMap(({ environment }) => Object.entries(environment));
    const given = texts.flatMap(([name, value]) => {
      if (/_?DATABASE_URL$/.test(name)) return [/^postgres:\/\/[a-z_]+:(.*)@[^@]*$/.exec(String(value))?.[1] ?? ''];
      return /PASSWORD|SECRET|TOKEN|KEY/.test(name) ? [String(value)] : [];
    });
    // Of each the reader's twice, where it is made and where it is used; the administrator's thrice. What may be left out is empty.
    expect(given).toHaveLength(3 + 4 + 3 * prepared.length + 8);
    for (const one of given)
      expect(one).toMatch(
        /^\$\{((\w+):\?Set \2, see \.env\.example|(VIEWS_TOKEN|VIEW_SIGNING_KEY|REGISTRY_TOKEN):-)\}$/,
      );
    expect(secrets.toSorted()).toEqual(
      ['POSTGRES_PASSWORD', ...ofPrepared('_PASSWORD'), ...ofPrepared('_OWNER_PASSWORD'), ...OF_REGISTRY].toSorted(),
    );
    expect(() => interpolate(source, {})).toThrow('Set POSTGRES_PASSWORD, see .env.example');
  });

  it('gives the gateway no login but those of the combined views and of a follower of the registry, and each subgraph only its own', () => {
    const logins = (name: string) =>
      Object.entries(services[name]!.environment)
        .filter(([variable, value]) => variable.includes('DATABASE') || /postgres/.test(String(value)))
        .map(([variable]) => variable);
    expect(logins('gateway')).toEqual(['CUSTOM_VIEWS_DATABASE_URL', 'REGISTRY_GATEWAY_DATABASE_URL']);
    expect(logins('registry')).toEqual(['REGISTRY_DATABASE_URL']);
    expect(logins('sheets')).toEqual(['SHEETS_DATABASE_URL']);
    for (const name of names) expect(logins(name)).toEqual([`${environmentPrefix(name)}_DATABASE_URL`]);
    const all = ['DATABASE_URL', ...ofPrepared('_DATABASE_URL'), ...ofPrepared('_OWNER_DATABASE_URL')];
    expect(logins('prepare').toSorted()).toEqual(all.toSorted());
    const roles = Object.values(services['prepare']!.environment).map((url) => new URL(String(url)).username);
    expect(new Set(roles).size).toBe(all.length);
    for (const name of names) {
      const login = `${environmentPrefix(name)}_DATABASE_URL`;
      expect(services[name]!.environment[login]).toBe(services['prepare']!.environment[login]);
    }
    const ofViews = 'CUSTOM_VIEWS_DATABASE_URL';
    expect(services['gateway']!.environment[ofViews]).toBe(services['prepare']!.environment[ofViews]);
  });

  it('lets each service reach those that its environment names, and none a database that it has no login for', () => {
    for (const [name, { environment, networks: own }] of Object.entries(services)) {
      for (const [variable, value] of Object.entries(environment)) {
        if (!variable.endsWith('_URL')) continue;
        const { hostname, port } = new URL(String(value));
        const target = services[hostname]!;
        expect([name, variable, target.networks.some((one) => own.includes(one))]).toEqual([name, variable, true]);
        if (hostname !== 'postgres') expect(Number(port)).toBe(target.environment['PORT']);
      }
    }
    expect(services['postgres']!.networks).toEqual(['database']);
    expect(services['gateway']!.networks).toEqual(['database', 'graph', 'public']);
    expect(Object.entries(networks).filter(([, network]) => !network?.internal)).toEqual([['public', null]]);
    const published = Object.entries(services).filter(([, { ports }]) => ports);
    expect(published.map(([name]) => name)).toEqual(['registry', 'sheets', 'gateway']);
  });

  it('starts subgraphs when the databases are prepared, and gateways at once', () => {
    expect(services['prepare']!.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    for (const name of names) {
      expect(services[name]!.depends_on).toEqual({ prepare: { condition: 'service_completed_successfully' } });
    }
    expect(services['gateway']!.depends_on).toBeUndefined();
  });
});

describe('.env.example', () => {
  it('lists every variable of docker-compose.yml, secrets without a value', () => {
    const lines = readFileSync(join(PROJECT, '.env.example'), 'utf8').matchAll(/^(\w+)=(.*)$/gm);
    const listed = new Map([...lines].map(([, name, value]) => [name!, value!]));
    expect([...listed.keys()].toSorted()).toEqual([...variablesOf(source).keys()].toSorted());
    for (const name of secrets) expect([name, listed.get(name)]).toEqual([name, '']);
    // Its other values are the defaults.
    const values = Object.fromEntries([...listed, ...secrets.map((name) => [name, 'secret'] as const)]);
    expect(interpolate(source, values).services).toEqual(services);
  });
});

describe('Dockerfile', () => {
  it('makes an image of Node 24 for an ordinary user, without development packages', () => {
    expect(DOCKERFILE.match(/^FROM \S+/gm)).toEqual(['FROM node:24-slim', 'FROM node:24-slim']);
    expect(DOCKERFILE.match(/^USER .*$/gm)).toEqual(['USER node']);
    expect(DOCKERFILE.match(/npm ci .*$/gm)).toEqual([expect.stringContaining('--omit=dev ')]);
    for (const [, from] of DOCKERFILE.matchAll(/^COPY ([^-\s]\S*) \S+$/gm))
      expect(existsSync(join(PROJECT, from!))).toBe(true);
  });
});
