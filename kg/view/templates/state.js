"use strict";

/**
 * The data of the page, what the user has chosen, and what is shown of the data because of it.
 *
 * DATA    as page.py wrote it; never changed, nothing in it ever treated as markup. `nodes[i]` is where and how large
 *         `entities[i]` is drawn; `edges[j]` = {id: j, from, to, quiet, facts: [places of facts]}: all facts between two
 *         entities are one edge.
 * STATE   what the user has chosen; changed by the functions of journey.js, filters.js and page.js, which then call
 *         changed() (what is shown is another) or select() (what is selected is another).
 * SHOWN   what STATE lets through, reckoned once after each change: ask nodeShown(place), factShown(place),
 *         edgeShown(edge), and edgeLook(edge), nodeLook(place) for how.
 * VIEWS   views beside the drawing: a script of its own says
 *             VIEWS.set("timeline", { word: "timeline", render(container) { … } });
 *         and gets a tab under WORDS.timeline and an element to fill; render is called whenever the view comes to the
 *         front, and after each change while it is there. It shows what factShown(place) lets through. What is chosen in
 *         it goes into the address where it says { key, state(): parts or null, take(parts) } too, and calls remember().
 * Scripts run in the order of page.py's list and share their names; words of a script's own: Object.assign(WORDS, {…}).
 */
const DATA = carriedData(document.getElementById("graph-data"));

const VIEWS = new Map();

const STATE = {
  language: 0,
  theme: "",
  view: "graph",
  hiddenClasses: new Set(),
  hiddenStatuses: new Set(["Negated"]),
  hiddenProperties: new Set(),
  hiddenPublishers: new Set(),
  from: "",
  to: "",
  timeKind: "fact",
  undated: true,
  confidence: 0,
  eye: null,
  layout: "force",
  hue: "class",
  sized: "facts",
  focus: null,
  path: null,
  pathFrom: null,
  expanded: new Map(),
  hidden: new Set(),
  pinned: new Set(),
  moved: new Map(),
  node: null,
  edge: null,
  hoverNode: null,
  hoverEdge: null,
};

const CLASSES = new Map(DATA.classes.map((item) => [item.id, item]));
const PROPERTIES = new Map(DATA.properties.map((item) => [item.id, item]));
const STATUSES = new Map(DATA.statuses.map((item, rank) => [item.id, { ...item, rank }]));
const QUALIFIERS = new Map(Object.entries(DATA.qualifiers));

const isEdge = (fact) => fact.object.entity !== undefined;

/** For each entity, the places of the facts it is subject of, object of; of the edges at it; of all that name it. */
const OUTGOING = DATA.entities.map(() => []);
const INCOMING = DATA.entities.map(() => []);
const EDGES_OF = DATA.entities.map(() => []);
const NAMED_IN = DATA.entities.map(() => []);
DATA.facts.forEach((fact, place) => {
  OUTGOING[fact.subject].push(place);
  if (isEdge(fact) && fact.object.entity !== fact.subject) INCOMING[fact.object.entity].push(place);
  const named = [fact.subject, fact.object.entity, fact.speaker, ...fact.qualifiers.map(([, value]) => value.entity)];
  for (const entity of new Set(named.filter((one) => one !== undefined && one !== null))) NAMED_IN[entity].push(place);
});
DATA.edges.forEach((edge) => new Set([edge.from, edge.to]).forEach((end) => EDGES_OF[end].push(edge.id)));

const EDGE_OF_FACT = new Map(DATA.edges.flatMap((edge) => edge.facts.map((place) => [place, edge.id])));
const otherEnd = (edge, place) => (DATA.edges[edge].from === place ? DATA.edges[edge].to : DATA.edges[edge].from);

/**
 * 1 for what is shown, by place; `passing` are facts that the filters let through wherever their ends are; `scope` the entities
 * that are looked at (journey.js), null for all.
 */
const SHOWN = {
  passing: new Uint8Array(DATA.facts.length),
  nodes: new Uint8Array(DATA.entities.length),
  facts: new Uint8Array(DATA.facts.length),
  edges: new Uint8Array(DATA.edges.length),
  scope: null,
  dark: false,
};

/** Looks of edges, each reckoned once between two changes. */
const LOOKS = new Map();

const nodeShown = (place) => SHOWN.nodes[place] === 1;
const factShown = (place) => SHOWN.facts[place] === 1;
const edgeShown = (edge) => SHOWN.edges[edge] === 1;

/** The rank of each entity's class, of each fact's status and property, in the lists of DATA: what is counted after each change. */
const codesOf = (items, kinds, key) => {
  const ranks = new Map(kinds.map(({ id }, rank) => [id, rank]));
  return Uint16Array.from(items, (item) => ranks.get(item[key]));
};
const CODES = {
  classes: codesOf(DATA.entities, DATA.classes, "type"),
  statuses: codesOf(DATA.facts, DATA.statuses, "status"),
  properties: codesOf(DATA.facts, DATA.properties, "property"),
};

/** Who published the posts that state a fact, "" for who is not named: by fact, the same list for the same names. */
const PUBLISHERS_OF = publishersOfFacts();

function publishersOfFacts() {
  const lists = new Map();
  const named = ({ document: place }) => (place === null ? "" : DATA.documents[place].publisher);
  return DATA.facts.map(({ evidences }) => {
    const names = evidences.length === 1 ? [named(evidences[0])] : [...new Set(evidences.map(named))];
    const key = JSON.stringify(names);
    if (!lists.has(key)) lists.set(key, names);
    return lists.get(key);
  });
}

/** Publishers with the number of their facts. */
const PUBLISHERS = new Map();
for (const names of PUBLISHERS_OF) for (const name of names) PUBLISHERS.set(name, (PUBLISHERS.get(name) || 0) + 1);

/** First and last days of what the time filter looks at: when a fact holds, or when its posts appeared. */
function periodsOf(fact) {
  if (STATE.timeKind === "fact") return fact.period ? [fact.period] : [];
  const days = fact.evidences.map(({ document: place }) => (place === null ? "" : DATA.documents[place].published.slice(0, 10)));
  return days.filter(Boolean).map((day) => [day, day]);
}

function timePasses(fact) {
  if (!STATE.from && !STATE.to && STATE.undated) return true;
  const periods = periodsOf(fact);
  if (!periods.length) return STATE.undated;
  return periods.some(([first, last]) => (!STATE.from || last >= STATE.from) && (!STATE.to || first <= STATE.to));
}

function publisherPasses(place) {
  const names = PUBLISHERS_OF[place];
  return !STATE.hiddenPublishers.size || !names.length || names.some((name) => !STATE.hiddenPublishers.has(name));
}

const passes = (fact, place) =>
  !STATE.hiddenStatuses.has(fact.status) && !STATE.hiddenProperties.has(fact.property) && fact.confidence >= STATE.confidence &&
  timePasses(fact) && publisherPasses(place);

/** Whether the filters leave an entity: its class is shown, and so is a fact that names it, if there is any at all. */
const entityPasses = (place) =>
  !STATE.hiddenClasses.has(DATA.entities[place].type) && !STATE.hidden.has(place) &&
  (NAMED_IN[place].length === 0 || NAMED_IN[place].some((fact) => SHOWN.passing[fact] === 1));

/** Reckon anew what is shown. */
function reckon() {
  LOOKS.clear();
  SHOWN.dark = dark();
  DATA.facts.forEach((fact, place) => { SHOWN.passing[place] = passes(fact, place) ? 1 : 0; });
  SHOWN.scope = scopeNow();
  DATA.entities.forEach((_, place) => {
    SHOWN.nodes[place] = entityPasses(place) && (SHOWN.scope === null || SHOWN.scope.has(place)) ? 1 : 0;
  });
  DATA.facts.forEach((fact, place) => {
    const ends = SHOWN.nodes[fact.subject] === 1 && (!isEdge(fact) || SHOWN.nodes[fact.object.entity] === 1);
    SHOWN.facts[place] = SHOWN.passing[place] === 1 && ends ? 1 : 0;
  });
  DATA.edges.forEach((edge) => { SHOWN.edges[edge.id] = edge.facts.some(factShown) ? 1 : 0; });
}

const dark = () =>
  STATE.theme === "dark" || (STATE.theme === "" && window.matchMedia("(prefers-color-scheme: dark)").matches);

/**
 * How an edge looks: as the firmest of its shown facts; an arrow for each way in which one of them runs.
 * {color, dashes: [pixels], width, struck: only negated facts, quiet, forward, backward, count, label}
 */
function edgeLook(place) {
  if (!LOOKS.has(place)) LOOKS.set(place, lookOf(DATA.edges[place]));
  return LOOKS.get(place);
}

function lookOf(edge) {
  const shown = edge.facts.filter(factShown).map((fact) => DATA.facts[fact]);
  const firmest = shown.reduce((best, { status }) => Math.min(best, STATUSES.get(status).rank), DATA.statuses.length - 1);
  const { id, color, darkColor, dashes, width } = DATA.statuses[firmest];
  return {
    __proto__: NAMED_EDGE, edge,
    color: SHOWN.dark ? darkColor : color, dashes, width: edge.quiet ? 0.8 : width + Math.min(2, 0.5 * (shown.length - 1)),
    struck: id === "Negated", quiet: edge.quiet, count: shown.length,
    forward: shown.some((fact) => fact.subject === edge.from),
    backward: shown.some((fact) => fact.subject === edge.to && edge.from !== edge.to),
  };
}

/** An edge's name is put together when it is written: few of many are. */
const NAMED_EDGE = { get label() { return edgeName(this.edge); } };

function edgeName(edge) {
  const shown = edge.facts.filter(factShown);
  const names = [...new Set(shown.map((fact) => propertyName(DATA.facts[fact].property)))];
  return names.slice(0, 2).map((name) => cutText(name, ROOM.label)).join("、") + (names.length > 2 ? "…" : "") + (shown.length > 1 ? ` ×${shown.length}` : "");
}

/** How a node looks: {color, shape, size, quiet, pinned, lines: its name in lines}. */
function nodeLook(place) {
  const { shape, quiet, label } = DATA.nodes[place];
  return { color: hueOf(place), shape, size: sizeOf(place), quiet, pinned: STATE.pinned.has(place), lines: label.split("\n") };
}

/** What is near the selection: null when nothing is selected. */
function litNodes() {
  if (STATE.node !== null) return new Set([STATE.node, ...EDGES_OF[STATE.node].filter(edgeShown).map((edge) => otherEnd(edge, STATE.node))]);
  if (STATE.edge !== null) return new Set([DATA.edges[STATE.edge].from, DATA.edges[STATE.edge].to]);
  return null;
}

/** Whether an edge belongs to what is selected; any does when nothing is. */
function edgeLit(edge) {
  if (STATE.edge !== null) return edge === STATE.edge;
  return STATE.node === null || DATA.edges[edge].from === STATE.node || DATA.edges[edge].to === STATE.node;
}

const word = (key) => WORDS[key][STATE.language];
const labelOf = (item, fallback) => (item ? item.labels[STATE.language] : fallback);
const className = (id) => labelOf(CLASSES.get(id), id);
const propertyName = (id) => labelOf(PROPERTIES.get(id), id);
const statusName = (id) => labelOf(STATUSES.get(id), id);
const qualifierName = (id) => (QUALIFIERS.get(id) || [id, id])[STATE.language];
