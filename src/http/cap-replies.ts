import type { Socket } from 'node:net';

/** The other side sent more than any answer needs. */
export class ReplyTooLong extends Error {}

/**
 * Breaks the connection once an answer has more bytes than this, of whatever kind. The reader of the answer limits its
 * headers and stops within its body, but lets through endless interim answers, chunk extensions, reason phrases and blank
 * lines. A request that is written begins the next count: nothing is asked before the answer before has ended.
 */
export function capReplies<Connection extends Socket>(socket: Connection, limitBytes: number): Connection {
  let written = socket.bytesWritten;
  let readBefore = socket.bytesRead;
  socket.on('readable', () => {
    if (socket.bytesWritten !== written) {
      written = socket.bytesWritten;
      readBefore = socket.bytesRead;
    } else if (socket.bytesRead - readBefore > limitBytes) {
      socket.destroy(new ReplyTooLong(`The answer has more than ${limitBytes} bytes`));
    }
  });
  return socket;
}
