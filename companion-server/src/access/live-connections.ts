interface Cuttable { destroy(): unknown; once(event: 'close', listener: () => void): unknown }

/** Which sockets work for which token, so that revoking one ends its streams, uploads and long polls at once. */
export class LiveConnections {
  private readonly sockets = new Map<string, Set<Cuttable>>();

  /** Notes that `socket` serves `kid` now. A kept-alive socket may serve several in turn. */
  add(kid: string, socket: Cuttable): void {
    const known = this.sockets.get(kid) ?? new Set();
    if (known.has(socket)) return;
    this.sockets.set(kid, known.add(socket));
    socket.once('close', () => {
      known.delete(socket);
      if (known.size === 0 && this.sockets.get(kid) === known) this.sockets.delete(kid);
    });
  }

  cut(kid: string): void {
    for (const socket of this.sockets.get(kid) ?? []) socket.destroy();
  }
}
