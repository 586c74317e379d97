import assert from "node:assert/strict";
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";
import { all, check, checkAll, document, endpoint, installed, queries } from "./shared.mjs";

const client = installed("fetch-sparql-endpoint");
const ways = {
  GET: { method: "GET" },
  "POST form": { method: "POST" },
  "POST body": { method: "POST", directPost: true },
};

for (const [way, options] of Object.entries(ways)) {
  const fetcher = new SparqlEndpointFetcher(options);
  const additionalUrlParams = new URLSearchParams({ "default-graph-uri": document });
  const within = new SparqlEndpointFetcher({ ...options, additionalUrlParams });
  await checkAll(client, way, {
    select: (query) => all(fetcher.fetchBindings(endpoint, query)),
    ask: (query) => fetcher.fetchAsk(endpoint, query),
    construct: (query) => all(fetcher.fetchTriples(endpoint, query)),
    within: (query) => all(within.fetchBindings(endpoint, query)),
  });
}
await check(client, "an update is refused", () =>
  assert.rejects(new SparqlEndpointFetcher().fetchUpdate(endpoint, queries.update), /403/));
