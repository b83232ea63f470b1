"use strict";

const nodes = new vis.DataSet(DATA.nodes.map((node) => ({ ...node, label: undefined, opacity: restingOpacity(node) })));
const edges = new vis.DataSet(DATA.edges);
const nodeView = new vis.DataView(nodes, { filter: (node) => nodeShown(node.id) });
const edgeView = new vis.DataView(edges, { filter: (edge) => factShown(DATA.facts[edge.id]) });
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const darkness = window.matchMedia("(prefers-color-scheme: dark)");
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

const network = new vis.Network(byId("drawing"), { nodes: nodeView, edges: edgeView }, {
  autoResize: true,
  physics: false,
  layout: { improvedLayout: false, randomSeed: 1 },
  interaction: { hover: true, hoverConnectedEdges: false, tooltipDelay: 1e9, multiselect: false, keyboard: false },
  nodes: { borderWidth: 0, borderWidthSelected: 0, labelHighlightBold: false, chosen: false },
  edges: { arrows: { to: { enabled: true, scaleFactor: 0.55 } }, selectionWidth: 1.4, hoverWidth: 0.8, chosen: true, arrowStrikethrough: false },
});

/** Nodes from the busiest down: who comes first gets its label when there is not room for all. */
const BY_WEIGHT = DATA.nodes.map((node) => node.id).sort((a, b) => DATA.nodes[b].degree - DATA.nodes[a].degree || a - b);
const LABELS = DATA.nodes.map((node) => node.label.split("\n"));
const LEADING = 1.22;
const OUTSIDE = 50;
const MOST_LABELS = 400;
const SURE_LABELS = 14;
let labelBoxes = [];
let ink = {};

function restingOpacity(node) {
  return node.quiet ? 0.55 : 1;
}

function readInk() {
  const style = getComputedStyle(document.documentElement);
  ink = { text: style.getPropertyValue("--ink"), soft: style.getPropertyValue("--soft"), ground: style.getPropertyValue("--ground") };
}

/** What is near the selection: null when nothing is selected. */
function lit() {
  if (STATE.node !== null) return new Set([STATE.node, ...NEIGHBOURS[STATE.node]]);
  if (STATE.edge !== null) return new Set([DATA.facts[STATE.edge].subject, DATA.facts[STATE.edge].object.entity]);
  return null;
}

function edgeLit(place) {
  const fact = DATA.facts[place];
  if (STATE.edge !== null) return place === STATE.edge;
  return STATE.node === null || fact.subject === STATE.node || fact.object.entity === STATE.node;
}

/** Fade what is away from the selection. */
function paintSelection() {
  const near = lit();
  nodes.update(DATA.nodes.map((node) => ({ id: node.id, opacity: near && !near.has(node.id) ? 0.13 : near ? 1 : restingOpacity(node) })));
  edges.update(DATA.edges.map((edge) => {
    const opacity = near === null ? edge.color.opacity : edgeLit(edge.id) ? 1 : 0.07;
    return { id: edge.id, color: { ...edge.color, opacity } };
  }));
}

const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The frame that lines of text fill, its top middle at a point. */
function textBox(context, lines, x, y, size) {
  const width = Math.max(...lines.map((line) => context.measureText(line).width));
  return { left: x - width / 2, right: x + width / 2, top: y, bottom: y + size * LEADING * lines.length, middle: x };
}

function writeLines(context, lines, box, size) {
  lines.forEach((line, row) => {
    context.strokeText(line, box.middle, box.top + row * size * LEADING);
    context.fillText(line, box.middle, box.top + row * size * LEADING);
  });
}

/** Places for a node's label, the best first: below, above, right, left. */
function labelPlaces(context, lines, point, radius, size) {
  const below = textBox(context, lines, point.x, point.y + radius + size * 0.2, size);
  const [width, height] = [below.right - below.left, below.bottom - below.top];
  const move = (x, y) => ({ left: below.left + x, right: below.right + x, top: below.top + y, bottom: below.bottom + y, middle: below.middle + x });
  const [side, level] = [width / 2 + radius + size * 0.35, -radius - size * 0.2 - height / 2];
  return [below, move(0, -2 * radius - height - size * 0.4), move(side, level), move(-side, level)];
}

function nodeOrder() {
  const first = [STATE.hoverNode, STATE.node].filter((place) => place !== null);
  const near = lit();
  const rest = near ? BY_WEIGHT.filter((place) => near.has(place)) : BY_WEIGHT;
  return [...new Set([...first, ...rest])].filter(nodeShown);
}

function drawNodeLabels(context, scale, view) {
  const size = Math.min(15, Math.max(11.5, 12.5 * scale)) / scale;
  const positions = network.getPositions();
  const shown = nodeOrder().filter((place) => inside(positions[place], view)).slice(0, MOST_LABELS);
  const dots = shown.map((place) => dotBox(positions[place], DATA.nodes[place].size, place));
  const margin = OUTSIDE / scale;
  const taken = [];
  labelBoxes = [];
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineWidth = 3.2 / scale;
  context.strokeStyle = ink.ground;
  shown.forEach((place, rank) => {
    const { size: radius, degree, quiet } = DATA.nodes[place];
    const chosen = place === STATE.node || place === STATE.hoverNode;
    context.font = `${chosen || degree >= 8 ? "600 " : ""}${size}px ${FONT}`;
    context.fillStyle = quiet && !chosen ? ink.soft : ink.text;
    const places = labelPlaces(context, LABELS[place], positions[place], radius, size);
    const free = (box) => !taken.some((other) => overlaps(box, other));
    const clear = (box) => free(box) && !dots.some((dot) => dot.place !== place && overlaps(box, dot));
    // The chosen one is named always, the busiest even across a neighbour's dot, the others where there is room.
    const onScreen = (candidate) => candidate === places[0] || (candidate.left > view.left + margin && candidate.right < view.right - margin);
    const box = places.filter(onScreen).find(clear) || (rank < SURE_LABELS && places.find(free)) || (chosen && places[0]);
    if (!box) return;
    writeLines(context, LABELS[place], box, size);
    taken.push(box);
    labelBoxes.push({ ...box, place });
  });
  return [...taken, ...dots];
}

const inside = (point, view) =>
  point && point.x > view.left && point.x < view.right && point.y > view.top && point.y < view.bottom;
const dotBox = ({ x, y }, size, place) => ({ place, left: x - size * 0.7, right: x + size * 0.7, top: y - size * 0.7, bottom: y + size * 0.7 });

/** Where an edge's label goes: the middle of its curve. */
function middleOf(place) {
  const drawn = network.body.edges[place];
  return drawn && drawn.edgeType && drawn.connected ? drawn.edgeType.getPoint(0.5) : null;
}

function drawEdgeLabels(context, scale, view, taken) {
  const chosen = STATE.node !== null || STATE.edge !== null;
  const size = 11 / scale;
  context.font = `${size}px ${FONT}`;
  context.lineWidth = 3 / scale;
  if (!chosen && scale <= 0.85 && STATE.hoverEdge === null) return;
  for (const edge of DATA.edges.filter(({ id }) => factShown(DATA.facts[id]))) {
    const wanted = edge.id === STATE.hoverEdge || (chosen ? edgeLit(edge.id) : scale > 0.85 && !edge.quiet);
    const point = wanted ? middleOf(edge.id) : null;
    if (!inside(point, view)) continue;
    const lines = [propertyName(DATA.facts[edge.id].property)];
    const box = textBox(context, lines, point.x, point.y - size / 2, size);
    if (edge.id !== STATE.hoverEdge && taken.some((other) => overlaps(box, other))) continue;
    context.fillStyle = edge.dashes ? edge.color.color : ink.soft;
    context.strokeStyle = ink.ground;
    writeLines(context, lines, box, size);
    taken.push(box);
  }
}

function drawLabels(context) {
  const scale = network.getScale();
  const canvas = byId("drawing");
  const from = network.DOMtoCanvas({ x: -OUTSIDE, y: -OUTSIDE });
  const to = network.DOMtoCanvas({ x: canvas.clientWidth + OUTSIDE, y: canvas.clientHeight + OUTSIDE });
  const view = { left: from.x, top: from.y, right: to.x, bottom: to.y };
  drawEdgeLabels(context, scale, view, drawNodeLabels(context, scale, view));
}

/** The node whose label stands at a point of the screen. */
function labelAt(point) {
  const { x, y } = network.DOMtoCanvas(point);
  const hit = labelBoxes.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  return hit ? hit.place : null;
}

/** How much of the drawing the panel covers, in pixels: at its right, or below on a narrow screen. */
function covered() {
  const panel = byId("panel");
  if (panel.hidden) return { x: 0, y: 0 };
  return window.innerWidth <= 760 ? { x: 0, y: panel.offsetHeight } : { x: panel.offsetWidth, y: 0 };
}

/** Show everything that is shown at all, clear of the panel. */
function fitView(animate = true) {
  if (nodeView.length === 0) return;
  network.fit({ nodes: nodeView.getIds(), animation: false, maxZoomLevel: 1.4 });
  const { clientWidth: width, clientHeight: height } = byId("drawing");
  const cover = covered();
  const free = Math.max(0.3, Math.min(1 - cover.x / width, 1 - cover.y / height));
  const scale = network.getScale() * free * 0.97;
  network.moveTo({ scale, offset: { x: -cover.x / 2, y: -cover.y / 2 - 6 }, animation: animate && !calm && { duration: 250 } });
}

function goTo(place) {
  const scale = Math.min(1.3, Math.max(network.getScale(), 0.85));
  const cover = covered();
  network.focus(place, { scale, offset: { x: -cover.x / 2, y: -cover.y / 2 }, animation: calm ? false : { duration: 350 } });
}

/** Move the drawing aside, by no more than it takes, when the panel has come to lie on a point of it. */
function uncover(pointOnScreen) {
  const { clientWidth: width, clientHeight: height } = byId("drawing");
  const cover = covered();
  const x = cover.x ? Math.max(0, pointOnScreen.x - (width - cover.x - 90)) : 0;
  const y = cover.y ? Math.max(0, pointOnScreen.y - (height - cover.y - 60)) : 0;
  if (x === 0 && y === 0) return;
  const middle = network.getViewPosition();
  const scale = network.getScale();
  const position = { x: middle.x + x / scale, y: middle.y + y / scale };
  network.moveTo({ position, animation: calm ? false : { duration: 250 } });
}

/** Remember where nodes were dragged to: each later update sets a node where its data say. */
function keepPlaces(places) {
  const positions = network.getPositions(places);
  nodes.update(places.map((id) => ({ id, x: Math.round(positions[id].x), y: Math.round(positions[id].y) })));
}

/** Apply filters and focus to the drawing. */
function refreshDrawing() {
  nodeView.refresh();
  edgeView.refresh();
  network.redraw();
}

/** Save what is seen as PNG, on the page's ground colour. */
function savePicture() {
  const seen = byId("drawing").querySelector("canvas");
  const copy = make("canvas", { width: seen.width, height: seen.height });
  const context = copy.getContext("2d");
  context.fillStyle = ink.ground;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(seen, 0, 0);
  copy.toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    make("a", { href: address, download: "graph.png" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
}
