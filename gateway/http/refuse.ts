import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';

/** The refusal that some work ends with, or null where it does its work; anything else is thrown on. */
export function refusalOf(work: () => void): GraphQLError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** Answers with what a request was refused for. */
export function refuse(reply: FastifyReply, { message, extensions: { code } }: GraphQLError): FastifyReply {
  return reply.code(400).send({ errors: [{ message, extensions: { code } }] });
}
