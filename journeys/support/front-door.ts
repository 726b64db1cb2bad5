import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands in front of the role processes: each path goes to the port that serves it. */
export async function openFrontDoor(
  portOf: (path: string) => number,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    const { url: path = '/', method, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port: portOf(path), path, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
