"use strict";

/**
 * What is shown of the graph as SVG, whole and in full size, for print and for drawing programs. It is made of nodes of a
 * document of its own and written by the browser, so that no name can become markup.
 */
const MOST_LABELS = 300;
const BORDER = 30;
const NAME_SIZE = 12.5;
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const xmlText = (text) => text.replace(NOT_IN_XML, "");

/** A node in the shape of its class, the outline of its mark in the legend. */
function svgNode(place, { x, y }) {
  const { color, shape, size, quiet, pinned } = nodeLook(place);
  const look = { fill: color, ...(quiet ? { "fill-opacity": 0.55 } : {}), ...(pinned ? { stroke: "currentColor", "stroke-width": 2.5 } : {}) };
  const points = OUTLINES[shape];
  if (!points) return makeSvg("circle", { cx: x, cy: y, r: size, ...look });
  const moved = points.split(" ").map((point) => point.split(",").map(Number)).map(([left, top]) => `${round(x + (left - 8) * size / 7)},${round(y + (top - 8) * size / 7)}`);
  return makeSvg("polygon", { points: moved.join(" "), ...look });
}

const round = (number) => Math.round(number * 10) / 10;

function svgName(place, { x, y }, ink) {
  const { size, quiet, lines } = nodeLook(place);
  const spans = lines.map((line, row) => makeSvg("tspan", { x, y: round(y + size + 14 + row * 15) }, xmlText(line)));
  return makeSvg("text", { fill: quiet ? ink.soft : ink.text, stroke: ink.ground, "stroke-width": 3, "paint-order": "stroke" }, ...spans);
}

/** A line from rim to rim, with its arrows; across it a stroke where it is denied. */
function svgEdge(edge, from, to) {
  const { color, dashes, width, struck, quiet, forward, backward } = edgeLook(edge.id);
  const far = Math.hypot(to.x - from.x, to.y - from.y);
  const [alongX, alongY] = far ? [(to.x - from.x) / far, (to.y - from.y) / far] : [1, 0];
  const [near, away] = [sizeOf(edge.from), far - sizeOf(edge.to)];
  const at = (along, aside = 0) => `${round(from.x + alongX * along - alongY * aside)},${round(from.y + alongY * along + alongX * aside)}`;
  const line = { stroke: color, "stroke-width": width, fill: "none", ...(dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {}) };
  const loop = `M${at(0)} a${sizeOf(edge.from)},${sizeOf(edge.from)} 0 1 1 0.1,0.1`;
  const parts = [makeSvg("path", { d: far ? `M${at(near)} L${at(away)}` : loop, ...line })];
  const head = (tip, back) => makeSvg("polygon", { points: [at(tip), at(back, 3.5), at(back, -3.5)].join(" "), fill: color });
  if (far && forward) parts.push(head(away, away - 9));
  if (far && backward) parts.push(head(near, near + 9));
  if (struck) parts.push(makeSvg("path", { d: `M${at(far / 2 - 4, -6)} L${at(far / 2 + 4, 6)}`, stroke: color, "stroke-width": 2 }));
  return makeSvg("g", quiet ? { opacity: 0.3 } : {}, ...parts);
}

/** Where names stand, so that no relation is written across one. */
function nameBoxes(nodes, places, context) {
  return nodes.map((place) => textBox(context, nodeLook(place).lines, places[place].x, places[place].y + nodeLook(place).size + 3, NAME_SIZE));
}

/** The name of a relation in the middle of its line, null where there is no room for it. */
function svgLabel(edge, from, to, { ink, context, taken }) {
  const place = { x: round((from.x + to.x) / 2), y: round((from.y + to.y) / 2 + 4) };
  const box = textBox(context, [edgeLook(edge.id).label], place.x, place.y - 10, NAME_SIZE);
  if (taken.some((other) => overlaps(box, other))) return null;
  taken.push(box);
  return makeSvg("text", { ...place, "font-size": 11, fill: ink.soft, stroke: ink.ground, "stroke-width": 3, "paint-order": "stroke" }, xmlText(edgeLook(edge.id).label));
}

/** The text of an SVG file with all that is shown. */
function vectorPicture() {
  const [places, ink] = [DRAWING.places(), readInk()];
  const nodes = DATA.nodes.map(({ id }) => id).filter(nodeShown);
  const edges = DATA.edges.filter(({ id }) => edgeShown(id));
  const [xs, ys] = ["x", "y"].map((axis) => nodes.map((place) => places[place][axis]));
  const least = (numbers, other) => numbers.reduce((best, number) => other(best, number), numbers[0] || 0);
  const [left, top] = [least(xs, Math.min) - 90 - BORDER, least(ys, Math.min) - BORDER - 28];
  const [width, height] = [least(xs, Math.max) + 90 + BORDER - left, least(ys, Math.max) + 90 + BORDER - top];
  const each = (some, draw, more) => some.map((edge) => draw(edge, places[edge.from], places[edge.to], more)).filter(Boolean);
  const told = edges.filter(({ quiet }) => !quiet);
  const context = make("canvas").getContext("2d");
  context.font = `${NAME_SIZE}px ${FONT}`;
  const room = { ink, context, taken: told.length <= MOST_LABELS ? nameBoxes(nodes, places, context) : [] };
  const picture = makeSvg("svg", { viewBox: [left, top, width, height].join(" "), width, height, "font-family": FONT, "font-size": NAME_SIZE, "text-anchor": "middle", color: ink.text },
    makeSvg("title", {}, xmlText(document.title)),
    makeSvg("rect", { x: left, y: top, width, height, fill: ink.ground }),
    makeSvg("g", { class: "edges" }, ...each(edges, svgEdge)),
    makeSvg("g", { class: "nodes" }, ...nodes.map((place) => svgNode(place, places[place]))),
    makeSvg("g", { class: "relations" }, ...(told.length <= MOST_LABELS ? each(told, svgLabel, room) : [])),
    makeSvg("g", { class: "names" }, ...nodes.map((place) => svgName(place, places[place], ink))));
  return new XMLSerializer().serializeToString(picture);
}
