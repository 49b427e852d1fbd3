import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { clientKey } from '../response-keys.ts';
import { compileFetch, type Fetch } from './fetch.ts';
import { fetchEntities } from './fetch-entities.ts';
import { fetchRoot } from './fetch-root.ts';
import type { Representations } from './representations.ts';
import type { Entity, Run, Step } from './run.ts';
import { EACH, targetsAt } from './targets.ts';
import type { Subtypes } from './type-conditions.ts';

export interface CompiledPlan {
  /** Fetches everything into `run.data`; null where there is nothing to fetch. */
  readonly step: Step | null;
  readonly fetches: readonly Fetch[];
}

/** Turns a plan of Apollo's planner into steps, once for an operation. */
export function compilePlan({ node }: QueryPlan, subtypes: Subtypes): CompiledPlan {
  if (!node) return { step: null, fetches: [] };
  if (node.kind === 'Subscription') throw new Error('A subscription cannot be planned here.');
  const fetches: Fetch[] = [];
  const step = compileNode(node, [], subtypes, fetches);
  for (const fetch of fetches) {
    if (fetches.some((other) => other !== fetch && writesInto(other, fetch)))
      Object.assign(fetch, { isWrittenInto: true });
  }
  return { step, fetches };
}

function compileNode(node: PlanNode, path: readonly string[], subtypes: Subtypes, fetches: Fetch[]): Step {
  switch (node.kind) {
    case 'Sequence': {
      const steps = node.nodes.map((child) => compileNode(child, path, subtypes, fetches));
      return async (run, targets) => {
        for (const step of steps) await step(run, targets);
      };
    }
    case 'Parallel':
      return compileParallel(node.nodes, path, subtypes, fetches);
    case 'Flatten': {
      const below = node.path.map(String);
      const step = compileNode(node.node, [...path, ...below], subtypes, fetches);
      return (run, targets) => {
        const found = targetsAt(targets, below);
        return found.length > 0 ? step(run, found) : undefined;
      };
    }
    case 'Condition': {
      const yes = node.ifClause && compileNode(node.ifClause, path, subtypes, fetches);
      const no = node.elseClause && compileNode(node.elseClause, path, subtypes, fetches);
      return (run, targets) => (run.coerced[clientKey(node.condition)] ? yes : no)?.(run, targets);
    }
    case 'Fetch': {
      const fetch = addFetch(node, path, subtypes, fetches);
      return fetchStep(fetch);
    }
    default:
      throw new Error(`A plan with a ${node.kind} cannot be executed here.`);
  }
}

function addFetch(node: FetchNode, path: readonly string[], subtypes: Subtypes, fetches: Fetch[]): Fetch {
  const fetch = compileFetch(node, path, subtypes);
  fetches.push(fetch);
  return fetch;
}

function fetchStep(fetch: Fetch): Step {
  const { represent } = fetch;
  if (!represent) return (run, targets) => fetchRoot(fetch, run, targets);
  return (run, targets) => fetchEntities(fetch, run, represent(targets));
}

/** Fetches that require the same of the same objects read it once. */
function compileParallel(
  nodes: readonly PlanNode[],
  path: readonly string[],
  subtypes: Subtypes,
  fetches: Fetch[],
): Step {
  const steps: Step[] = [];
  const groups = new Map<string, { below: readonly string[]; fetches: Fetch[] }>();
  for (const node of nodes) {
    if (node.kind !== 'Flatten' || node.node.kind !== 'Fetch' || !node.node.requires?.length) {
      steps.push(compileNode(node, path, subtypes, fetches));
      continue;
    }
    const below = node.path.map(String);
    const fetch = addFetch(node.node, [...path, ...below], subtypes, fetches);
    const group = groups.get(fetch.requirement);
    if (group) group.fetches.push(fetch);
    else groups.set(fetch.requirement, { below, fetches: [fetch] });
  }
  for (const { below, fetches: together } of groups.values()) {
    const represent = together[0]!.represent!;
    steps.push((run: Run, targets: readonly Entity[]) => {
      const found = targetsAt(targets, below);
      if (found.length === 0) return undefined;
      const representations: Representations = represent(found);
      return Promise.all(together.map((fetch) => fetchEntities(fetch, run, representations)));
    });
  }
  return (run, targets) => Promise.all(steps.map(async (step) => step(run, targets)));
}

/** Whether a fetch puts fields into an object that another one brings. */
function writesInto(writer: Fetch, fetch: Fetch): boolean {
  const brought = new Set(fetch.fields.objects.map((below) => keyOf([...fetch.path, ...below])));
  const written = [writer.path, ...writer.fields.objects.map((below) => [...writer.path, ...below])];
  return written.some((path) => brought.has(keyOf(path)));
}

function keyOf(path: readonly string[]): string {
  return path.filter((part) => part !== EACH).join('.');
}
