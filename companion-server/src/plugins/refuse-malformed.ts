import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { errorAnswer } from './errors';

/** Answers what is not HTTP at all, or never finished: the parser's own refusal, in the form of every other error. */
export function refuseMalformed(_error: Error, socket: Socket): void {
  if (!socket.writable) { socket.destroy(); return; }
  const body = JSON.stringify(errorAnswer(new AppError('INVALID_REQUEST', 'not a valid HTTP request'), randomUUID()));
  socket.end(`HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
