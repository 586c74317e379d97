// What every client of JavaScript asks of the shipped graph, and how a check is told.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

export const endpoint = process.argv[2];
export const label = "济宁高新技术产业开发区";
export const document = "https://parkgraph.example/id/Document/firms";

const PARK = "<https://parkgraph.example/id/Park/G372108>";
const PREFIXES = `PREFIX kg: <https://parkgraph.example/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
`;
const REASONS = "{ ?reason a rdf:Statement ; rdf:predicate kg:locatedInPark }";  // only documents' graphs hold them

export const queries = {
  select: `${PREFIXES}SELECT ?name { ${PARK} rdfs:label ?name }`,
  join: `${PREFIXES}SELECT ?name { ?firm kg:locatedInPark ${PARK} . ?firm rdfs:label ?name }`,
  ask: `${PREFIXES}ASK { ${PARK} a kg:Park }`,
  construct: `${PREFIXES}CONSTRUCT WHERE { ${PARK} rdfs:label ?name }`,
  reasons: `${PREFIXES}SELECT ?reason ${REASONS}`,
  from: `${PREFIXES}SELECT ?reason FROM <${document}> ${REASONS}`,
  bad: "SELECT *\n{ { ?s ?p _:b } { ?s ?o _:b } }",
  service: "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
  update: "INSERT DATA { <http://a.example/> <http://a.example/> <http://a.example/> }",
};

/** The name and version of a package as it was installed, as every line of its checks begins. */
export function installed(name) {
  const file = new URL(`node_modules/${name}/package.json`, import.meta.url);
  return `${name} ${JSON.parse(readFileSync(file, "utf8")).version}`;
}

/** Run a check and print one line: client, what, ok or what went wrong. */
export async function check(client, what, run) {
  try {
    await run();
    console.log(`${client}\t${what}\tok`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`${client}\t${what}\tFAILED: ${error.message.replace(/\s+/g, " ").slice(0, 300)}`);
  }
}

/** The items of a stream as an array. */
export async function all(stream) {
  const items = [];
  for await (const item of await stream) items.push(item);
  return items;
}

/** Demand that the label comes as it is written, with its language. */
export function isLabel(term) {
  assert.deepEqual([term?.value, term?.language], [label, "zh"]);
}

/**
 * The checks that clients without a mind of their own share, for one way of sending.
 * ask: { select, ask, construct, within (select, by default-graph-uri) }, each from a query to what it gives.
 */
export async function checkAll(client, way, ask) {
  const refused = (query, ...words) => assert.rejects(ask.select(query), (error) => {
    for (const word of words) assert.match(error.message, word);
    return true;
  });
  await check(client, `${way}: SELECT`, async () => isLabel((await ask.select(queries.select))[0].name));
  await check(client, `${way}: ASK`, async () => assert.equal(await ask.ask(queries.ask), true));
  await check(client, `${way}: CONSTRUCT`, async () => isLabel((await ask.construct(queries.construct))[0].object));
  await check(client, `${way}: FROM a document's graph`, async () => {
    assert.equal((await ask.select(queries.reasons)).length, 0);
    assert.ok((await ask.select(queries.from)).length > 0);
  });
  await check(client, `${way}: default-graph-uri`, async () => {
    assert.equal((await ask.within(queries.reasons)).length, (await ask.select(queries.from)).length);
  });
  await check(client, `${way}: an error says its line`, () => refused(queries.bad, /400/, /line 2, column \d+/));
  await check(client, `${way}: SERVICE is refused`, () => refused(queries.service, /403/, /SERVICE is not allowed/));
}
