import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Session, Tensor } from '../engines/engine';

/** A session of the real runtime on an ONNX file, in a process of its own (Jest's realm has another Float32Array than the runtime). */
export async function childSession(path: string): Promise<Session> {
  const child = fork(join(__dirname, 'fixtures/network-child.mjs'), [path], { serialization: 'advanced' });
  await once(child, 'message');
  return {
    provider: 'cpu',
    async run(inputs) {
      const answer = once(child, 'message');
      child.send({ inputs });
      const [{ outputs }] = await answer as [{ outputs: Record<string, Tensor> }];
      return outputs;
    },
    async close() { child.kill(); await once(child, 'exit'); },
  };
}
