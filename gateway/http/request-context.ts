import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../../subgraphs/kit/caller.ts';
import { Provenance } from '../cache/provenance.ts';
import { ClientLeft, type GatewayContext } from '../context.ts';
import { clientOf } from '../usage/client.ts';
import { deliveryOf } from './sending.ts';

/** The context of one request: it ends with the client's patience or with the time for an operation. */
export function contextOf(request: FastifyRequest, reply: FastifyReply, operationTimeoutMs: number): GatewayContext {
  const controller = new AbortController();
  const timeout = setTimeout(
    () => controller.abort(new Error('The time for the operation is over.')),
    operationTimeoutMs,
  );
  const delivery = deliveryOf(reply.raw);
  const end = async () => {
    await delivery.ended;
    clearTimeout(timeout);
    if (!reply.raw.writableEnded) controller.abort(new ClientLeft());
  };
  void end();
  const measured: GatewayContext['measured'] = {};
  MEASURED.set(request, measured);
  const caller = callerOf(request.headers);
  const client = clientOf(request.headers);
  return { provenance: new Provenance(), caller, client, signal: controller.signal, delivery, measured };
}

/** Estimated cost of what a request asked; undefined where nothing was executed for it. */
export function costOf(request: FastifyRequest): number | undefined {
  return MEASURED.get(request)?.cost;
}

const MEASURED = new WeakMap<FastifyRequest, GatewayContext['measured']>();
