import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { PersistedOperations } from './persisted-operations.ts';
import { nameOf, withHash, withText } from './sent.ts';

/** Characters of the texts that are remembered. Those used least lately are forgotten, and sent again by their clients. */
const KEPT_CHARACTERS = 8_000_000;

/**
 * Automatic persisted queries: a client sends an operation once with the hash of its text, and then the hash alone. What is not known, or
 * has another hash than was sent, is left to Apollo Server to tell.
 */
export function automaticOperations(): PersistedOperations {
  const texts = new LRUCache<string, string>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (text, sha256) => text.length + sha256.length,
  });
  return {
    resolve(sent) {
      const { id, text } = nameOf(sent);
      if (id === null) return sent;
      if (text === null) {
        const known = texts.get(id);
        return known === undefined ? withHash(sent, id) : withText(sent, known);
      }
      if (texts.peek(id) !== text) {
        if (hash('sha256', text) !== id) return sent;
        texts.set(id, text);
      }
      return withText(sent, text);
    },
  };
}
