import type { BridgePort } from '@photocrafter/shared/host/realm-bridge';

/** The interface's end of Figma's wire: postMessage to the window around, whose origin no plugin can know. */
export function createWindowPort(own: Window): BridgePort {
  return {
    send(message) { own.parent.postMessage({ pluginMessage: message }, '*'); },
    onMessage(listener) {
      own.addEventListener('message', ({ source, data }: MessageEvent<{ readonly pluginMessage?: unknown } | undefined>) => {
        if (source === own.parent) listener(data?.pluginMessage);
      });
    },
  };
}
