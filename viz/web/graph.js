// What the network holds: layers of facts, and which of them are shown. No drawing here.

/**
 * A fact here: {statement, relation, subject, object, modality, confidence, sources, inferred, role}; subject and
 * object are summaries {id, iri, type, name}. A layer is what one expansion added; a fact may be in several.
 */
export class Graph {
  constructor(centre) {
    this.centre = centre;
    this.layers = new Map();
    this.hiddenTypes = new Set();
    this.hiddenRelations = new Set();
    this.hiddenModalities = new Set();
    this.hiddenNodes = new Set();
  }

  setLayer(key, facts) {
    this.layers.set(key, facts);
  }

  dropLayer(key) {
    this.layers.delete(key);
  }

  /** Every fact of every layer once, by statement. */
  all() {
    const facts = new Map();
    for (const layer of this.layers.values()) for (const fact of layer) facts.set(fact.statement, fact);
    return [...facts.values()];
  }

  /** The facts and nodes that the filters leave: {facts, nodes: Map of id to summary}. The centre always stays. */
  visible() {
    const facts = this.all().filter(
      (fact) =>
        !this.hiddenRelations.has(fact.relation) &&
        !this.hiddenModalities.has(fact.modality) &&
        [fact.subject, fact.object].every((end) => this.#shows(end)),
    );
    const nodes = new Map([[this.centre.id, this.centre]]);
    for (const { subject, object } of facts) {
      nodes.set(subject.id, subject);
      nodes.set(object.id, object);
    }
    return { facts, nodes };
  }

  /** How many facts of a group {relation, direction} of an entity are loaded. */
  held(id, { relation, direction }) {
    const own = (fact) => (direction === "out" ? fact.subject : fact.object).id === id;
    return this.all().filter((fact) => fact.relation === relation && own(fact)).length;
  }

  #shows(end) {
    if (end.id === this.centre.id) return true;
    return !this.hiddenTypes.has(end.type) && !this.hiddenNodes.has(end.id);
  }

  /** How many nodes of each type and facts of each relation and modality are loaded: {types, relations, modalities} as Maps. */
  counts() {
    const ends = new Map([[this.centre.id, this.centre]]);
    const relations = new Map();
    const modalities = new Map();
    for (const fact of this.all()) {
      ends.set(fact.subject.id, fact.subject).set(fact.object.id, fact.object);
      relations.set(fact.relation, (relations.get(fact.relation) ?? 0) + 1);
      modalities.set(fact.modality, (modalities.get(fact.modality) ?? 0) + 1);
    }
    const types = new Map();
    for (const { type } of ends.values()) types.set(type, (types.get(type) ?? 0) + 1);
    return { types, relations, modalities };
  }
}

/** The facts of an entity answer, group by group: arrays of facts, subject and object in their true order. */
export function factGroups(entity) {
  const self = { id: entity.id, iri: entity.iri, type: entity.type, name: entity.name };
  return entity.facts.map((group) => group.results.map((result) => toFact(group, result, self)));
}

function toFact({ relation, direction }, { entity, ...fact }, self) {
  const [subject, object] = direction === "out" ? [self, entity] : [entity, self];
  return { ...fact, relation, subject, object };
}

/** The facts on the reason paths of related entities. */
export function pathFacts(results) {
  return results.flatMap(({ reason, score }) =>
    reason.map((hop) => {
      const [subject, object] = hop.direction === "out" ? [hop.from, hop.to] : [hop.to, hop.from];
      return {
        statement: hop.statement,
        relation: hop.relation,
        subject,
        object,
        modality: hop.modality,
        confidence: hop.confidence ?? null,
        score,
      };
    }),
  );
}

/** Up to `limit` facts taken in turn from each group, so that a big group does not push out a small one. */
export function takeInTurn(groups, limit) {
  const taken = [];
  for (let i = 0; taken.length < limit && groups.some((group) => i < group.length); i += 1) {
    for (const group of groups) if (i < group.length && taken.length < limit) taken.push(group[i]);
  }
  return taken;
}
