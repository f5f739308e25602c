/** server-child.ts MILLISECONDS: a CRM on loopback that creates every contact, so long after its request arrived. Tells its base URL. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const delay = Number(process.argv[2]);
let created = 0;
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume().on('end', () => {
    const answer = () => {
      const body = `{"contact":{"id":"crm-${++created}","remoteId":"remote-${created}"}}`;
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
    };
    if (delay === 0) answer();
    else setTimeout(answer, delay);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.(`http://127.0.0.1:${port}/2024-03/one`);
});
process.on('disconnect', () => process.exit());
