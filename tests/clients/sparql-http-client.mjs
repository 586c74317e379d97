import ParsingClient from "sparql-http-client/ParsingClient.js";
import StreamClient from "sparql-http-client/StreamClient.js";
import { all, checkAll, document, endpoint, installed } from "./shared.mjs";

const client = installed("sparql-http-client");
const ways = { GET: "get", "POST form": "postUrlencoded", "POST body": "postDirect" };

for (const [kind, Client] of Object.entries({ ParsingClient, StreamClient })) {
  const { query: asked } = new Client({ endpointUrl: endpoint });
  for (const [way, operation] of Object.entries(ways)) {
    await checkAll(client, `${kind}, ${way}`, {
      select: (query) => all(asked.select(query, { operation })),
      ask: (query) => asked.ask(query, { operation }),
      construct: (query) => all(asked.construct(query, { operation })),
      within: (query) => all(asked.select(query, { operation, parameters: { "default-graph-uri": document } })),
    });
  }
}
