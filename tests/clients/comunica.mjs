import assert from "node:assert/strict";
import { QueryEngine } from "@comunica/query-sparql";
import { DataFactory } from "rdf-data-factory";
import { check, endpoint, installed, isLabel, label, queries } from "./shared.mjs";

const client = installed("@comunica/query-sparql");
const engine = new QueryEngine();
// Comunica 4.5 makes terms by version 1 of this package and reads answers by a parser for version 2: without it, the
// names come right and their languages are lost, at other endpoints too.
const dataFactory = new DataFactory();
const LONG = `\n#${"x".repeat(600)}`;  // Comunica sends a short query by GET, a long one by POST
let sent = [];

async function watched(address, options) {
  sent.push(options?.method ?? "GET");
  return fetch(address, options);
}

async function select(query, ...sources) {
  sent = [];
  return (await engine.queryBindings(query, { sources, dataFactory, fetch: watched })).toArray();
}

const names = (rows) => rows.map((row) => row.get("name").value);
const ways = { "type sparql": { type: "sparql", value: endpoint }, "address alone": endpoint };

for (const [way, source] of Object.entries(ways)) {
  const context = { sources: [source], dataFactory };
  for (const [method, end] of [["GET", ""], ["POST", LONG]]) {
    await check(client, `${way}: SELECT by ${method}`, async () => {
      isLabel((await select(queries.select + end, source))[0].get("name"));
      assert.deepEqual([...new Set(sent)], [method]);
    });
  }
  await check(client, `${way}: a join of two patterns`, async () =>
    assert.ok(names(await select(queries.join, source)).length > 0));
  await check(client, `${way}: ASK`, async () => assert.equal(await engine.queryBoolean(queries.ask, context), true));
  await check(client, `${way}: CONSTRUCT`, async () =>
    isLabel((await (await engine.queryQuads(queries.construct, context)).toArray())[0].object));
  await check(client, `${way}: FROM a document's graph`, async () => {
    assert.equal((await select(queries.reasons, source)).length, 0);
    assert.ok((await select(queries.from, source)).length > 0);
  });
  await check(client, `${way}: an error says its line`, () =>
    assert.rejects(select(queries.bad, source), /400\D+line 2, /));
  await check(client, `${way}: SERVICE is refused`, () =>
    assert.rejects(select(queries.service, source), /403[^]+SERVICE is not allowed/));
}
await check(client, "a join with a second source, a file", async () => {
  const note = "<https://parkgraph.example/id/Park/G372108> <http://x.example/note> '我的注' .";
  const file = { type: "serialized", value: note, mediaType: "text/turtle", baseIRI: "http://x.example/" };
  const query = "SELECT * { ?park <http://x.example/note> ?note ; <http://www.w3.org/2000/01/rdf-schema#label> ?name }";
  assert.deepEqual(names(await select(query, endpoint, file)), [label]);
});
await check(client, "an entity's address as the source", async () => {
  const query = "SELECT ?name { ?park <http://www.w3.org/2000/01/rdf-schema#label> ?name }";
  assert.ok(names(await select(query, new URL("/id/Park/G372108", endpoint).href)).includes(label));
});
// An address that ends in /sparql is taken for an endpoint unread: only another spelling has the description read.
await check(client, "found by the service description alone", async () => {
  const rows = await select(queries.select, `${endpoint}?about`);
  assert.equal(rows.length, 1, `${rows.length} rows and no error: it finds no endpoint in what it reads`);
});
