/**
 * Loaded into a process before its own code: every attempt to reach an address that is not of this machine is written to standard
 * error and refused, so that a test neither misses one nor makes one.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { OUTSIDE } from './outside.ts';

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (this: net.Socket, ...given: any[]) {
  // Node hands on the arguments of net.connect as one list.
  const [first, second]: any[] = Array.isArray(given[0]) ? given[0] : given;
  const host =
    typeof first === 'object' ? (first.host ?? 'localhost') : typeof second === 'string' ? second : 'localhost';
  const isPath = typeof first === 'object' ? first.path != null : Number.isNaN(Number(first));
  if (isPath || isOfThisMachine(host)) return Reflect.apply(connect, this, given);
  return this.destroy(refusalOf(host));
} as typeof connect;

for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype] as any[]) {
  const names = ['lookup', ...Object.getOwnPropertyNames(resolver).filter((name) => name.startsWith('resolve'))];
  for (const name of names.filter((one) => typeof resolver[one] === 'function')) {
    const original = resolver[name];
    resolver[name] = function (this: unknown, ...given: unknown[]) {
      const [host] = given;
      if (typeof host !== 'string' || isOfThisMachine(host)) return Reflect.apply(original, this, given);
      throw refusalOf(host);
    };
  }
}

dgram.Socket.prototype.send = function () {
  throw refusalOf('a datagram');
};
syncBuiltinESMExports();

function isOfThisMachine(host: string): boolean {
  return host === '' || host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function refusalOf(host: string): Error {
  writeSync(2, `${OUTSIDE}${host}\n`);
  return Object.assign(new Error(`${host} is outside: refused by the test.`), { code: 'ECONNREFUSED' });
}
