// Where the layers of a Graph come from: the first picture, the expansion of a node, one group of facts.
import * as api from "./api.js";
import { factGroups, pathFacts, takeInTurn } from "./graph.js";
import { parseLayer } from "./view-state.js";

const CENTRE = { wide: 28, narrow: 12 }; // facts of the first picture
const LONELY = 12; // with fewer facts than this the first picture also goes a second step
const SECOND = { wide: 20, narrow: 8 }; // entities of the second step
const EXPANSION = 20; // facts added when a node is expanded
const GROUP = 40; // facts added with one group
const PAGE = 100; // the most the server gives at once

/** Entity answers, each asked for once. */
export class Entities {
  #answers = new Map();

  async get(id) {
    if (!this.#answers.has(id)) this.#answers.set(id, await api.entity(id));
    return this.#answers.get(id);
  }

  /** The answer if it is here already. */
  known(id) {
    return this.#answers.get(id);
  }

  /** How many facts an entity has, null when it was not asked for yet. */
  total(id) {
    return this.known(id)?.facts.reduce((sum, { count }) => sum + count, 0) ?? null;
  }
}

/** The facts around the centre; width: "wide" or "narrow", as the screen is. */
export async function centreLayer(entity, width) {
  const facts = takeInTurn(factGroups(entity), CENTRE[width]);
  if (!facts.length || facts.length >= LONELY) return facts;
  const { results } = await api.related(entity.id, { depth: 2, limit: SECOND[width] });
  return [...facts, ...pathFacts(results)];
}

/** The facts that a layer key of the address stands for; `shown` are the statements the picture already has. */
export async function layer(key, entities, shown) {
  const { relation, direction, id } = parseLayer(key);
  if (relation) return group(id, relation, direction, GROUP);
  const entity = await entities.get(id);
  const fresh = (facts) => facts.filter(({ statement }) => !shown.has(statement));
  const groups = factGroups(entity).map(fresh);
  const big = entity.facts.filter(({ count, results }) => count > results.length);
  if (groups.flat().length < EXPANSION && big.length) {
    const held = new Set(groups.flat().map(({ statement }) => statement));
    for (const { relation: name, direction: way } of big) {
      const more = fresh(await group(id, name, way, shown.size + EXPANSION));
      groups.push(more.filter(({ statement }) => !held.has(statement)));
    }
  }
  return takeInTurn(groups, EXPANSION);
}

/** Facts of one relation of an entity, the strongest first. */
async function group(id, relation, direction, wanted) {
  const { results } = await api.related(id, { relation, direction, depth: 1, limit: Math.min(wanted, PAGE) });
  return pathFacts(results);
}
