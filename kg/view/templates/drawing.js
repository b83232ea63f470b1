"use strict";

/**
 * The drawing, by vis-network, which no other script knows. drawing-large.js draws large graphs behind the same
 * functions with sigma; a page has one of the two.
 *
 * createDrawing(container, hooks) → {
 *   refresh()             what is shown or how it looks has changed: ask nodeShown, edgeShown, nodeLook, edgeLook, dark
 *   select(node, edge)    what is selected has changed (null: nothing): fade what litNodes() and edgeLit() leave out
 *   redraw()              draw again what is drawn (a hover, a new size)
 *   fit(places, cover, animate)   bring these entities, or all shown ones when null, clear of cover = {x, y}: how many
 *                         pixels of the container something covers at its right and its bottom
 *   goTo(place, cover)    bring one entity to the middle of what is not covered, near enough to be read
 *   zoomBy(factor), panBy(dx, dy)  in pixels of the screen; panBy moves the eye, not the paper
 *   places()              [{x, y}] where each entity stands, in units of the drawing
 *   move(positions)       Map entity → {x, y}: set them elsewhere (layouts, pins)
 *   pointOf(place), edgePoint(edge)   {x, y} in pixels of the container: a node, the middle of an edge
 *   names()               [{place, left, right, top, bottom}]: names written at present, in pixels of the container
 *   eye(), lookAt(x, y, scale)   the middle of the picture in units of the drawing, and pixels for such a unit
 *   picture()             a canvas with what is seen, on the ground's colour
 * }
 * hooks: onNode(place, point), onEdge(edge, point), onNothing() for clicks; onOpen(place) a double click, onHide(place)
 * a click with Ctrl or Cmd; onHover(node, edge) either null; onMoved([place]) nodes were dragged. `point` as pointOf's.
 */
const OUTSIDE = 50;
const RIM = 4; // pixels at the border that no name is written on
const MOST_NAMES = 400;
const SURE_NAMES = 14;
const NEAR = 0.85;

const VIS_OPTIONS = {
  autoResize: true,
  physics: false,
  layout: { improvedLayout: false, randomSeed: 1 },
  interaction: { hover: true, hoverConnectedEdges: false, tooltipDelay: 1e9, multiselect: false, keyboard: false, selectConnectedEdges: false },
  nodes: { borderWidth: 0, labelHighlightBold: false, chosen: false },
  edges: { smooth: false, selectionWidth: 1.4, hoverWidth: 0.8, chosen: true, arrowStrikethrough: false },
};

const inside = (point, view) => point && point.x > view.left && point.x < view.right && point.y > view.top && point.y < view.bottom;

function createDrawing(container, hooks) {
  let ink = readInk();
  let names = [];
  /** Entities from the busiest down: who comes first gets its name when there is not room for all. */
  const byWeight = DATA.nodes.map((node) => node.id).sort((a, b) => DATA.nodes[b].degree - DATA.nodes[a].degree || a - b);
  let near = null;
  /** What is drawn: only what differs from it is given to vis-network again, which is slow to take things in. */
  let painted = "";
  const opacityOf = (place, quiet) => (near === null ? (quiet ? 0.55 : 1) : near.has(place) ? 1 : 0.13);
  const nodeItem = (place) => {
    const { color, shape, size, pinned, quiet } = nodeLook(place);
    return { id: place, color: { background: color, border: ink.text }, shape, size, borderWidth: pinned ? 2.5 : 0, opacity: opacityOf(place, quiet) };
  };
  const edgeItem = ({ id }) => {
    const look = edgeLook(id);
    const opacity = near === null ? (look.quiet ? 0.3 : 0.85) : edgeLit(id) ? 1 : 0.07;
    const color = { color: look.color, highlight: look.color, hover: look.color, opacity };
    const arrow = (enabled) => ({ enabled, scaleFactor: look.quiet ? 0.35 : 0.55 });
    return { id, color, dashes: look.dashes.length ? look.dashes : false, width: look.width, arrows: { to: arrow(look.forward), from: arrow(look.backward) } };
  };
  const nodes = new vis.DataSet(DATA.nodes.map(({ id, x, y }) => ({ id, x, y })));
  const edges = new vis.DataSet(DATA.edges.map(({ id, from, to }) => ({ id, from, to })));
  const nodeView = new vis.DataView(nodes, { filter: (node) => nodeShown(node.id) });
  const edgeView = new vis.DataView(edges, { filter: (edge) => edgeShown(edge.id) });
  const network = new vis.Network(container, { nodes: nodeView, edges: edgeView }, VIS_OPTIONS);

  const middleOf = (edge) => {
    const at = network.getPositions([DATA.edges[edge].from, DATA.edges[edge].to]);
    const [from, to] = [at[DATA.edges[edge].from], at[DATA.edges[edge].to]];
    if (!from || !to) return null;
    const loop = from === to ? nodeLook(DATA.edges[edge].from).size * 2.6 : 0;
    return { x: (from.x + to.x) / 2 + loop, y: (from.y + to.y) / 2 - loop };
  };

  function nodeOrder() {
    const first = [STATE.hoverNode, STATE.node].filter((place) => place !== null);
    const near = litNodes();
    const rest = near ? byWeight.filter((place) => near.has(place)) : byWeight;
    return [...new Set([...first, ...rest])].filter(nodeShown);
  }

  function drawNames(context, scale, view) {
    const size = Math.min(15, Math.max(11.5, 12.5 * scale)) / scale;
    const positions = network.getPositions();
    const shown = nodeOrder().filter((place) => inside(positions[place], view)).slice(0, MOST_NAMES);
    const dots = shown.map((place) => {
      const [{ x, y }, reach] = [positions[place], nodeLook(place).size * 0.7];
      return { place, left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
    });
    const margin = (OUTSIDE + RIM) / scale;
    const taken = [];
    names = [];
    Object.assign(context, { textAlign: "center", textBaseline: "top", lineWidth: 3.2 / scale, strokeStyle: ink.ground });
    shown.forEach((place, rank) => {
      const { size: radius, quiet, lines } = nodeLook(place);
      const chosen = place === STATE.node || place === STATE.hoverNode;
      context.font = `${chosen || DATA.nodes[place].degree >= 8 ? "600 " : ""}${size}px ${FONT}`;
      context.fillStyle = quiet && !chosen ? ink.soft : ink.text;
      const places = namePlaces(widthOf(context, lines), lines.length, positions[place], radius, size);
      const free = (box) => !taken.some((other) => overlaps(box, other));
      const clear = (box) => free(box) && !dots.some((dot) => dot.place !== place && overlaps(box, dot));
      // The chosen one is named always, the busiest even across a neighbour's dot, the others where there is room.
      const onScreen = ({ left, right, top, bottom }) => left > view.left + margin && right < view.right - margin && top > view.top + margin && bottom < view.bottom - margin;
      const open = places.filter(onScreen);
      const box = open.find(clear) || (rank < SURE_NAMES && open.find(free)) || (chosen && places[0]);
      if (!box) return;
      writeLines(context, lines, box, size);
      taken.push(box);
      names.push({ ...box, place });
    });
    return [...taken, ...dots];
  }

  function drawEdgeName(context, edge, size, taken, view) {
    const point = middleOf(edge);
    if (!inside(point, view)) return;
    const look = edgeLook(edge);
    const box = textBox(context, [look.label], point.x, point.y - size / 2, size);
    if (edge !== STATE.hoverEdge && taken.some((other) => overlaps(box, other))) return;
    context.fillStyle = look.dashes.length ? look.color : ink.soft;
    context.strokeStyle = ink.ground;
    writeLines(context, [look.label], box, size);
    if (look.struck) strike(context, box.left, box.top + size * 0.55, box.right, box.top + size * 0.55, size / 9);
    taken.push(box);
  }

  /** Denied facts are struck through, near or far. */
  function strikeEdges(context, view) {
    for (const { id, from, to } of DATA.edges) {
      const look = edgeShown(id) && edgeLook(id);
      const point = look.struck && middleOf(id);
      if (!point || !inside(point, view)) continue;
      const at = network.getPositions([from, to]);
      const along = Math.atan2(at[to].y - at[from].y, at[to].x - at[from].x) + Math.PI / 3;
      const [x, y] = [7 * Math.cos(along), 7 * Math.sin(along)];
      context.fillStyle = look.color;
      strike(context, point.x - x, point.y - y, point.x + x, point.y + y, 2);
    }
  }

  function drawEdgeNames(context, scale, view, taken) {
    const chosen = STATE.node !== null || STATE.edge !== null;
    if (!chosen && scale <= NEAR && STATE.hoverEdge === null) return;
    const size = 11 / scale;
    context.font = `${size}px ${FONT}`;
    context.lineWidth = 3 / scale;
    for (const { id, quiet } of DATA.edges) {
      const wanted = id === STATE.hoverEdge || (chosen ? edgeLit(id) : scale > NEAR && !quiet);
      if (wanted && edgeShown(id)) drawEdgeName(context, id, size, taken, view);
    }
  }

  function drawOver(context) {
    const scale = network.getScale();
    const from = network.DOMtoCanvas({ x: -OUTSIDE, y: -OUTSIDE });
    const cover = covered();
    const to = network.DOMtoCanvas({ x: container.clientWidth + OUTSIDE - cover.x, y: container.clientHeight + OUTSIDE - cover.y });
    const view = { left: from.x, top: from.y, right: to.x, bottom: to.y };
    if (!STATE.hiddenStatuses.has("Negated")) strikeEdges(context, view);
    drawEdgeNames(context, scale, view, drawNames(context, scale, view));
  }

  /** The node at a point, or whose name stands there. */
  function nodeAt(hit, point) {
    if (hit.length) return hit[0];
    const { x, y } = network.DOMtoCanvas(point);
    const name = names.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
    return name ? name.place : null;
  }

  function clicked({ nodes: hitNodes, edges: hitEdges, pointer, event }) {
    const place = nodeAt(hitNodes, pointer.DOM);
    const { ctrlKey, metaKey } = event.srcEvent;
    if (place !== null && (ctrlKey || metaKey)) hooks.onHide(place);
    else if (place !== null) hooks.onNode(place, pointer.DOM);
    else if (hitEdges.length) hooks.onEdge(hitEdges[0], pointer.DOM);
    else hooks.onNothing();
  }

  function opened({ nodes: hit, pointer }) {
    const place = nodeAt(hit, pointer.DOM);
    if (place !== null) hooks.onOpen(place);
  }

  /** Remember where nodes were dragged to: each later update sets a node where its data say. */
  function dragged({ nodes: moved }) {
    const positions = network.getPositions(moved);
    nodes.update(moved.map((id) => ({ id, x: Math.round(positions[id].x), y: Math.round(positions[id].y) })));
    if (moved.length) hooks.onMoved(moved);
  }

  network.on("click", clicked);
  network.on("doubleClick", opened);
  network.on("dragEnd", dragged);
  network.on("hoverNode", ({ node }) => hooks.onHover(node, null));
  network.on("blurNode", () => hooks.onHover(null, null));
  network.on("hoverEdge", ({ edge }) => hooks.onHover(null, edge));
  network.on("blurEdge", () => hooks.onHover(null, null));
  network.on("afterDrawing", drawOver);
  container.firstElementChild.tabIndex = -1; // one stop for the keyboard, not two

  function mark(node, edge) {
    painted = `${node} ${edge}`;
    network.setSelection({ nodes: [node].filter((place) => place !== null && nodeShown(place)), edges: [edge].filter((place) => place !== null && edgeShown(place)) }, { highlightEdges: false });
  }

  const inPixels = (point) => point && network.canvasToDOM({ x: point.x, y: point.y });

  return {
    refresh() {
      ink = readInk();
      near = litNodes();
      // The views look at each item anew, whether it is shown, when it is updated.
      nodes.update(DATA.nodes.map(({ id }) => nodeItem(id)));
      edges.update(DATA.edges.map(edgeItem));
      mark(STATE.node, STATE.edge);
    },
    select(node, edge) {
      if (painted === `${node} ${edge}`) return;
      near = litNodes();
      nodes.update(DATA.nodes.map(({ id, quiet }) => ({ id, opacity: opacityOf(id, quiet) })));
      edges.update(DATA.edges.map((item) => ({ id: item.id, color: edgeItem(item).color })));
      mark(node, edge);
    },
    redraw: () => network.redraw(),
    fit(places, cover, animate) {
      const wanted = places === null ? nodeView.getIds() : places.filter(nodeShown);
      if (wanted.length === 0) return;
      network.fit({ nodes: wanted, animation: false, maxZoomLevel: 1.4 });
      const free = Math.max(0.3, Math.min(1 - cover.x / container.clientWidth, 1 - cover.y / container.clientHeight));
      const scale = network.getScale() * free * 0.97;
      network.moveTo({ scale, offset: { x: -cover.x / 2, y: -cover.y / 2 - 6 }, animation: animate && !calm && { duration: 250 } });
    },
    goTo(place, cover) {
      const scale = Math.min(1.3, Math.max(network.getScale(), NEAR));
      network.focus(place, { scale, offset: { x: -cover.x / 2, y: -cover.y / 2 }, animation: !calm && { duration: 350 } });
    },
    zoomBy: (factor) => network.moveTo({ scale: network.getScale() * factor }),
    panBy(dx, dy) {
      const [middle, scale] = [network.getViewPosition(), network.getScale()];
      network.moveTo({ position: { x: middle.x + dx / scale, y: middle.y + dy / scale }, animation: false });
    },
    places: () => nodes.get().sort((a, b) => a.id - b.id).map(({ x, y }) => ({ x, y })),
    move: (positions) => nodes.update([...positions].map(([id, { x, y }]) => ({ id, x, y }))),
    pointOf: (place) => inPixels(nodes.get(place)),
    edgePoint: (edge) => inPixels(middleOf(edge)),
    names: () => names.map(({ place, left, right, top, bottom }) => {
      const [from, to] = [inPixels({ x: left, y: top }), inPixels({ x: right, y: bottom })];
      return { place, left: from.x, top: from.y, right: to.x, bottom: to.y };
    }),
    eye() {
      const { x, y } = network.getViewPosition();
      return [Math.round(x), Math.round(y), Number(network.getScale().toPrecision(3))];
    },
    lookAt: (x, y, scale) => network.moveTo({ position: { x, y }, scale, animation: false }),
    picture() {
      const seen = container.querySelector("canvas");
      const copy = make("canvas", { width: seen.width, height: seen.height });
      const context = copy.getContext("2d");
      context.fillStyle = ink.ground;
      context.fillRect(0, 0, copy.width, copy.height);
      context.drawImage(seen, 0, 0);
      return copy;
    },
  };
}
