// A Daybook with nothing but its database, for embedded.test.ts to kill: embedded-app.ts <data folder>
import { startEmbedded } from '../../src/db/embedded.ts';

const server = await startEmbedded({
  dataDir: process.argv[2] as string,
  log: (line) => console.error(line),
}).catch((error: Error) => {
  console.error(`${error.name}: ${error.message}`);
  process.exit(1);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    await server.stop();
    process.exit(0);
  });
}
console.log(JSON.stringify({ ...server.connection, admin: server.admin }));
process.stdin.resume(); // lives until it is told otherwise
