// Where nodes go: neighbours on rings around what they were reached from, then moved apart until no label covers
// another; and which relations have room for their name. The same picture for the same data; nodes keep their places.
import { relationOrder } from "./ontology.js";

const LINE = 8; // characters of a label line; Latin letters count half
export const FONT_SIZE = 16;
const LINES = 3;
const LEADING = 1.25; // height of a label's line by its font size
const NODE = 23; // half of the biggest drawn node, px at scale 1
const GAP = 8;
const ROUNDS = 200;
const KNOWN_EASE = 0.35; // how readily a node that had its place moves, against 1 for a new one
const RING = 190;
const RING_STEP = 100;
export const NAME_SIZE = 13; // font size of a relation's name

/** Width of a text in half-width columns. */
const columns = (text) => [...text].reduce((sum, character) => sum + (character.codePointAt(0) > 0x2e7f ? 2 : 1), 0);

/** A name broken into lines of at most LINE full-width characters; a longer name ends in an ellipsis. */
export function wrapName(name) {
  const lines = [""];
  for (const character of name) {
    if (columns(lines.at(-1) + character) > LINE * 2) {
      if (lines.length === LINES) return `${lines.join("\n").replace(/.$/u, "")}…`;
      lines.push("");
    }
    lines[lines.length - 1] += character;
  }
  return lines.join("\n");
}

/**
 * Places for the nodes that have none. visible: {facts, nodes}; known: Map of id to {x, y}; labels: Map of id to
 * wrapped label; aspect: width of the picture by its height. Gives a Map of id to {x, y} of the new nodes, and of known
 * ones that had to make room.
 */
export function place({ facts, nodes }, known, centre, labels, aspect) {
  const places = new Map(known);
  const ease = new Map([...nodes.keys()].map((id) => [id, id === centre ? 0 : known.has(id) ? KNOWN_EASE : 1]));
  if ([...nodes.keys()].every((id) => known.has(id))) return new Map();
  if (!places.has(centre)) places.set(centre, { x: 0, y: 0 });
  const reach = neighbours(facts);
  let border = [...places.keys()];
  while (border.length) {
    const next = [];
    for (const hub of border) {
      const ids = (reach.get(hub) ?? []).filter((id) => !places.has(id));
      ring(places, places.get(hub), ids, hub === centre, Math.min(1.6, Math.max(0.8, aspect)));
      next.push(...ids);
    }
    border = next;
  }
  moveApart(places, ease, labels);
  return new Map([...places].filter(([id, at]) => known.get(id) !== at));
}

/** Each node's neighbours, sorted by relation, type and id, each once. */
function neighbours(facts) {
  const reach = new Map();
  for (const { subject, object, relation } of facts) {
    for (const [hub, end] of [
      [subject, object],
      [object, subject],
    ]) {
      if (!reach.has(hub.id)) reach.set(hub.id, new Map());
      if (!reach.get(hub.id).has(end.id))
        reach.get(hub.id).set(end.id, `${String(relationOrder(relation)).padStart(4, "0")} ${end.type} ${end.id}`);
    }
  }
  return new Map(
    [...reach].map(([id, ends]) => [id, [...ends].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([end]) => end)]),
  );
}

/** A whole circle around the centre, a half circle facing outward around another hub; rings take turns. */
function ring(places, around, ids, whole, wider) {
  const rings = ids.length <= 8 ? 1 : ids.length <= 18 ? 2 : 3;
  const spread = Math.sqrt(Math.max(1, ids.length / 30));
  const outward = Math.atan2(around.y, around.x);
  ids.forEach((id, i) => {
    const angle = whole
      ? (2 * Math.PI * i) / ids.length - Math.PI / 2
      : outward + ((i + 0.5) / ids.length - 0.5) * Math.PI * 1.1;
    const radius = (RING + RING_STEP * (i % rings)) * spread;
    places.set(id, { x: around.x + wider * radius * Math.cos(angle), y: around.y + radius * Math.sin(angle) });
  });
}

/**
 * The statements whose relation is written: those of `chosen` and what is not done always, then as many as find room
 * between nodes, labels and each other. places: Map of id to {x, y}; nameOf(fact) gives the words; font sizes as drawn.
 */
export function roomForNames(facts, places, labels, nameOf, chosen, { label = FONT_SIZE, name = NAME_SIZE } = {}) {
  const taken = [...places].map(([id, at]) => box(at, labels.get(id) ?? "", label));
  const urgency = ({ modality, subject, object }) =>
    subject.id === chosen || object.id === chosen ? 0 : modality !== "done" ? 1 : 2;
  const named = new Set();
  for (const fact of [...facts].sort((a, b) => urgency(a) - urgency(b))) {
    const [from, to] = [places.get(fact.subject.id), places.get(fact.object.id)];
    const half = (columns(nameOf(fact)) * name) / 4 + 2;
    const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
    const wanted = { left: x - half, right: x + half, top: y - name / 2, bottom: y + name / 2 };
    if (urgency(fact) > 1 && taken.some((other) => overlap(wanted, other))) continue;
    taken.push(wanted);
    named.add(fact.statement);
  }
  return named;
}

/** The nodes, out of `ids` in the order of their weight, whose labels of this font size do not run into each other. */
export function labelsThatFit(ids, places, labels, size) {
  const taken = [];
  const fit = new Set();
  for (const id of ids) {
    const wanted = box(places.get(id), labels.get(id) ?? "", size);
    if (taken.some((other) => runInto(wanted, other))) continue;
    taken.push(wanted);
    fit.add(id);
  }
  return fit;
}

/** Whether two boxes overlap by more than the space that they keep around them. */
function runInto(one, other) {
  const both = overlap(one, other);
  return both !== null && both.across > GAP && both.down > GAP;
}

/** How far two boxes overlap, {across, down}; null when they do not. */
function overlap(one, other) {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return across > 0 && down > 0 ? { across, down } : null;
}

/** The box that a node and the label under it cover. */
function box({ x, y }, label, size = FONT_SIZE) {
  const lines = label.split("\n");
  const half = Math.max(NODE, (Math.max(...lines.map(columns)) * size) / 4) + GAP / 2;
  return {
    left: x - half,
    right: x + half,
    top: y - NODE - GAP / 2,
    bottom: y + NODE + lines.length * size * LEADING + GAP / 2,
  };
}

/** Push overlapping boxes apart along the shorter way. ease: how readily a node moves, by id; 0 stays. */
function moveApart(places, ease, labels) {
  const ids = [...places.keys()];
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (let i = 0; i < ids.length; i += 1) {
      for (let j = i + 1; j < ids.length; j += 1) moved = push(places, ease, labels, ids[i], ids[j]) || moved;
    }
    if (!moved) return;
  }
}

function push(places, ease, labels, a, b) {
  const [easeA, easeB] = [ease.get(a) ?? 0, ease.get(b) ?? 0];
  if (!easeA && !easeB) return false;
  const both = overlap(box(places.get(a), labels.get(a) ?? ""), box(places.get(b), labels.get(b) ?? ""));
  if (!both) return false;
  const { across, down } = both;
  const axis = across < down ? "x" : "y";
  const way = (places.get(b)[axis] >= places.get(a)[axis] ? 1 : -1) * ((axis === "x" ? across : down) + 1);
  const share = easeA / (easeA + easeB);
  if (easeA) places.set(a, { ...places.get(a), [axis]: places.get(a)[axis] - way * share });
  if (easeB) places.set(b, { ...places.get(b), [axis]: places.get(b)[axis] + way * (1 - share) });
  return true;
}
