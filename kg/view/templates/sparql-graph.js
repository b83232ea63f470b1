"use strict";

/** The answer as a drawing, by vis-network: nodes are what two columns hold, each row an edge between them. */
const ENDS = { from: 0, to: 2, by: 1 };
const MOST_EDGES = 1000;
let NETWORK = null;

const isNode = (term) => term !== null && term.type !== "literal";

/** How much of a column is nodes of the graph, 0 to 1. */
function nodesIn(place) {
  const filled = ANSWER.rows.slice(0, 200).map((row) => row[place]).filter((term) => term !== null);
  return filled.filter((term) => isNode(term) && !TERMS.has(term.value)).length / Math.max(1, filled.length);
}

/** Which columns are drawn at first: two that hold nodes, else two that hold names; a column of properties names the edges. */
function chooseEnds() {
  if (ANSWER.kind === "triples") return Object.assign(ENDS, { from: 0, to: 2, by: 1 });
  const places = ANSWER.columns.map((_, place) => place);
  const nodes = places.filter((place) => nodesIn(place) > 0.5);
  const names = places.filter((place) => !nodes.includes(place) && /_?name$/.test(ANSWER.columns[place]));
  const [from = 0, to = 1] = [...nodes, ...names, ...places.filter((place) => !nodes.includes(place) && !names.includes(place))];
  const terms = places.find((place) => place !== from && place !== to && (/^(relation|property|predicate|p)$/.test(ANSWER.columns[place]) ||
    ANSWER.rows.slice(0, 50).some((row) => row[place] && TERMS.get(row[place].value)?.kind === "property")));
  Object.assign(ENDS, { from, to, by: terms ?? -1 });
}

const keyOf = (term) => `${term.type === "uri" ? "" : `${term.type} `}${term.value}`;

/** Nodes by key, and edges. Values of a CONSTRUCT are left out, except where they name a node. */
function drawn() {
  const [nodes, edges] = [new Map(), new Map()];
  const type = `${PREFIXES.rdf}type`;
  const triples = ANSWER.kind === "triples";
  for (const row of ANSWER.rows) {
    const [from, to, by] = [row[ENDS.from], row[ENDS.to], ENDS.by < 0 ? null : row[ENDS.by]];
    if (!from || !to || (triples && (!isNode(to) || by.value === type))) continue;
    const label = by === null ? "" : nameOf(by);
    const key = JSON.stringify([keyOf(from), keyOf(to), label]);
    if (!edges.has(key) && edges.size >= MOST_EDGES) return { nodes, edges, cut: true };
    for (const term of [from, to]) nodes.set(keyOf(term), term);
    edges.set(key, { from: keyOf(from), to: keyOf(to), label });
  }
  return { nodes, edges, cut: false };
}

function nodeItem(key, term, ink) {
  const look = TERMS.get(NAMES.get(term.value)?.class) || { color: "#7f7f7f", shape: "dot" };
  const label = cutTo(printable(nameOf(term)), 24);
  return { id: key, label, shape: look.shape, size: 11, color: { background: look.color, border: look.color }, font: { color: ink.text, size: 13, strokeWidth: 3, strokeColor: ink.ground } };
}

function inkOf() {
  const style = getComputedStyle(document.documentElement);
  const [text, ground, soft] = ["--ink", "--ground", "--soft"].map((name) => style.getPropertyValue(name).trim());
  return { text, ground, soft, edge: dark() ? GIVEN.edge.dark : GIVEN.edge.light };
}

function renderEnds() {
  const choice = (end, none) => {
    const select = make("select", { "data-end": end, onchange: () => { ENDS[end] = Number(select.value); renderGraph(); } },
      ...(none ? [make("option", { value: -1 }, "—")] : []), ...ANSWER.columns.map((name, place) => make("option", { value: place }, printable(name))));
    select.value = String(ENDS[end]);
    return make("label", {}, word(end), select);
  };
  byId("ends").replaceChildren(...(ANSWER.kind === "rows" ? [choice("from"), choice("by", true), choice("to")] : []));
}

/** Say what was chosen in the drawing, with the way to its page. */
function chooseNode(term) {
  const address = term && term.type === "uri" ? addressOf(term.value) : null;
  const name = term ? cutTo(printable(nameOf(term)), ROOM_CELL) : "";
  byId("chosen").replaceChildren(...(address ? [make("a", { href: address, rel: "noreferrer noopener" }, name)] : [name]));
}

function renderGraph() {
  const container = byId("drawing");
  NETWORK?.destroy();
  NETWORK = null;
  chooseNode(null);
  if (ANSWER === null || ANSWER.columns.length < 2 || !ANSWER.rows.length) return container.replaceChildren(word("noGraph"));
  container.replaceChildren();
  renderEnds();
  const ink = inkOf();
  const { nodes, edges, cut } = drawn();
  const items = [...nodes].map(([key, term]) => nodeItem(key, term, ink));
  const lines = [...edges.values()].map((edge) => ({
    ...edge, label: cutTo(printable(edge.label), 20), arrows: { to: { enabled: true, scaleFactor: 0.5 } }, color: ink.edge,
    font: { size: 11, color: ink.soft, strokeWidth: 3, strokeColor: ink.ground },
  }));
  NETWORK = new vis.Network(container, { nodes: items, edges: lines }, {
    layout: { improvedLayout: false, randomSeed: 1 },
    physics: { solver: "forceAtlas2Based", forceAtlas2Based: { springLength: 110, avoidOverlap: 0.4 }, stabilization: { iterations: items.length > 300 ? 80 : 200 } },
    interaction: { hover: true, tooltipDelay: 1e9 },
    nodes: { borderWidth: 0 },
    edges: { smooth: false, width: 1.2 },
  });
  NETWORK.once("stabilizationIterationsDone", () => { NETWORK?.setOptions({ physics: false }); NETWORK?.fit(); container.dataset.still = "true"; });
  NETWORK.on("click", ({ nodes: hit }) => chooseNode(hit.length ? nodes.get(hit[0]) : null));
  if (cut) byId("chosen").textContent = `${word("drawnFirst")}${MOST_EDGES}`;
}
