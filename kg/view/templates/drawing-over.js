"use strict";

/**
 * What the drawing of large graphs writes over discs and lines: names, broken lines, strokes, names of edges.
 *
 * createOver(points) → {
 *   take(near)                 what is shown or selected has changed; near: entities near the selection, or null
 *   drawNames(context, eye, ink)   over the discs
 *   drawLines(context, eye, ink)   then, under them: broken lines, strokes across denied edges, names of edges
 *   broken(edge)               whether the edge is drawn here rather than as an unbroken line
 *   names()                    what drawNames wrote: [{place, left, right, top, bottom}]
 * }
 * points = {xs, ys} of each entity; eye = {x, y, scale, width, height}: where the drawing's origin is on the screen,
 * pixels for a unit of the drawing, and how large the screen is.
 */
const SIZE = 12.5;
const EDGE_SIZE = 11;
const APART = { x: 6, y: 3 };
const ROOM_OF_NAME = 12000; // pixels of the screen for each name
const MOST_TRIED = 500;
const MOST_BROKEN = 1500;
const MOST_EDGE_NAMES = 60;
const FEW_EDGES = 24; // at what is selected: as many are named however far away
const NEAR = 0.6; // of full size: from here on edges are named
const WEIGHTY = 20;
const RIM = 4; // pixels at the border that no name is written on

/** How large a disc is on the screen: it grows with the square root, so that discs far away are still seen. */
const discOf = (size, eye) => size * Math.sqrt(eye.scale);

/** How far a point is from a stretch between two points, squared. */
function squareFrom(x, y, fromX, fromY, toX, toY) {
  const [acrossX, acrossY] = [toX - fromX, toY - fromY];
  const along = ((x - fromX) * acrossX + (y - fromY) * acrossY) / (acrossX * acrossX + acrossY * acrossY || 1);
  const at = Math.max(0, Math.min(1, along));
  return (x - fromX - at * acrossX) ** 2 + (y - fromY - at * acrossY) ** 2;
}

function createOver({ xs, ys }) {
  const byWeight = DATA.nodes.map(({ id }) => id).sort((a, b) => DATA.nodes[b].degree - DATA.nodes[a].degree || a - b);
  const widths = new Float32Array(DATA.nodes.length);
  let [names, ranked, near, groups, brokenOnes, denied, namedEdges] = [[], [], null, [], new Set(), [], []];

  const pointOf = (place, eye) => ({ x: eye.x + xs[place] * eye.scale, y: eye.y + ys[place] * eye.scale });
  const middleOf = ({ from, to }, eye) => ({ x: eye.x + ((xs[from] + xs[to]) / 2) * eye.scale, y: eye.y + ((ys[from] + ys[to]) / 2) * eye.scale });
  const seen = ({ x, y }, eye, margin) => x > -margin && x < eye.width + margin && y > -margin && y < eye.height + margin;

  function take(nearNow) {
    near = nearNow;
    ranked = byWeight.filter((place) => nodeShown(place) && (near === null || near.has(place)));
    const lit = DATA.edges.filter(({ id }) => edgeShown(id) && (near === null || edgeLit(id)));
    namedEdges = lit.filter(({ quiet }) => near !== null || !quiet);
    denied = STATE.hiddenStatuses.has("Negated") ? [] : lit.filter(({ id }) => edgeLook(id).struck);
    const dashed = lit.filter(({ id, quiet }) => edgeLook(id).dashes.length && !(quiet && near === null));
    groups = dashed.length > MOST_BROKEN ? [] : grouped(dashed);
    brokenOnes = new Set(groups.flatMap(({ edges }) => edges.map(({ id }) => id)));
  }

  /** Edges of one look together: each group is one stroke. */
  function grouped(edges) {
    const found = new Map();
    for (const edge of edges) {
      const { color, dashes, width } = edgeLook(edge.id);
      const key = `${color} ${dashes} ${width}`;
      if (!found.has(key)) found.set(key, { color, dashes, width, edges: [] });
      found.get(key).edges.push(edge);
    }
    return [...found.values()];
  }

  /** Whether a line may cross the screen. */
  function crosses(from, to, eye) {
    return Math.max(from.x, to.x) > 0 && Math.min(from.x, to.x) < eye.width && Math.max(from.y, to.y) > 0 && Math.min(from.y, to.y) < eye.height;
  }

  function drawBroken(context, { color, dashes, width, edges }, eye) {
    const heads = [];
    Object.assign(context, { strokeStyle: color, fillStyle: color, lineWidth: width * Math.max(0.6, Math.min(1, Math.sqrt(eye.scale))), globalAlpha: near === null ? 0.7 : 0.95 });
    context.setLineDash(dashes);
    context.beginPath();
    for (const edge of edges) {
      const [from, to] = [pointOf(edge.from, eye), pointOf(edge.to, eye)];
      if (!crosses(from, to, eye)) continue;
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      if (edgeLook(edge.id).forward) heads.push([from, to, edge.to]);
    }
    context.stroke();
    context.setLineDash([]);
    for (const [from, to, place] of eye.scale > 0.15 ? heads : []) drawHead(context, from, to, discOf(sizeOf(place), eye));
    context.globalAlpha = 1;
  }

  function drawHead(context, from, to, radius) {
    const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const [alongX, alongY] = [(to.x - from.x) / far, (to.y - from.y) / far];
    const [tipX, tipY] = [to.x - alongX * radius, to.y - alongY * radius];
    context.beginPath();
    context.moveTo(tipX, tipY);
    context.lineTo(tipX - alongX * 7 - alongY * 3, tipY - alongY * 7 + alongX * 3);
    context.lineTo(tipX - alongX * 7 + alongY * 3, tipY - alongY * 7 - alongX * 3);
    context.fill();
  }

  function strikeEdge(context, edge, eye) {
    const point = middleOf(edge, eye);
    if (!seen(point, eye, 0)) return;
    const along = Math.atan2(ys[edge.to] - ys[edge.from], xs[edge.to] - xs[edge.from]) + Math.PI / 3;
    const [x, y] = [6 * Math.cos(along), 6 * Math.sin(along)];
    context.fillStyle = edgeLook(edge.id).color;
    strike(context, point.x - x, point.y - y, point.x + x, point.y + y, 1.6);
  }

  /** The edges whose names are written: those of what is selected or pointed at, all that are near enough. */
  function edgesToName(eye) {
    const pointed = [STATE.hoverEdge, STATE.edge].filter((edge) => edge !== null && edgeShown(edge)).map((edge) => DATA.edges[edge]);
    return [...new Set([...pointed, ...((near !== null && namedEdges.length <= FEW_EDGES) || eye.scale > NEAR ? namedEdges : [])])];
  }

  function nameEdges(context, eye, ink) {
    const taken = [...names];
    Object.assign(context, { font: `${EDGE_SIZE}px ${FONT}`, textAlign: "center", textBaseline: "top", lineWidth: 3, lineJoin: "round", strokeStyle: ink.ground });
    for (const edge of edgesToName(eye)) {
      const point = middleOf(edge, eye);
      if (taken.length >= names.length + MOST_EDGE_NAMES) return;
      if (!seen(point, eye, 0)) continue;
      const { label, struck, dashes, color } = edgeLook(edge.id);
      const box = textBox(context, [label], point.x, point.y - EDGE_SIZE / 2, EDGE_SIZE);
      if (edge.id !== STATE.hoverEdge && taken.some((other) => overlaps(box, other))) continue;
      context.fillStyle = dashes.length ? color : ink.soft;
      writeLines(context, [label], box, EDGE_SIZE);
      if (struck) strike(context, box.left, point.y, box.right, point.y, 1.2);
      taken.push(box);
    }
  }

  /** Write a name where there is room, below its disc or else above or beside it; the one pointed at always. */
  function writeName(context, place, point, eye, ink) {
    const { size, quiet, lines } = nodeLook(place);
    const chosen = place === STATE.node || place === STATE.hoverNode;
    context.font = `${chosen || size >= WEIGHTY ? "600 " : ""}${SIZE}px ${FONT}`;
    if (!widths[place]) widths[place] = widthOf(context, lines);
    const places = namePlaces(widths[place], lines.length, point, discOf(size, eye), SIZE);
    const free = ({ left, right, top, bottom }) => {
      const wide = { left: left - APART.x, right: right + APART.x, top: top - APART.y, bottom: bottom + APART.y };
      return left > RIM && right < eye.width - RIM && top > RIM && bottom < eye.height - RIM && !names.some((other) => overlaps(wide, other));
    };
    const box = places.find(free) || (chosen && places[0]);
    if (!box) return;
    context.fillStyle = quiet && !chosen ? ink.soft : ink.text;
    writeLines(context, lines, box, SIZE);
    names.push({ ...box, place });
  }

  return {
    take,
    broken: (edge) => brokenOnes.has(edge),
    names: () => names,
    drawLines(context, eye, ink) {
      groups.forEach((group) => drawBroken(context, group, eye));
      denied.forEach((edge) => strikeEdge(context, edge, eye));
      nameEdges(context, eye, ink);
    },
    drawNames(context, eye, ink) {
      const most = Math.max(12, (eye.width * eye.height) / ROOM_OF_NAME);
      const first = [STATE.hoverNode, STATE.node].filter((place) => place !== null && nodeShown(place));
      let tried = 0;
      names = [];
      Object.assign(context, { textAlign: "center", textBaseline: "top", lineWidth: 3.2, lineJoin: "round", strokeStyle: ink.ground });
      first.forEach((place) => writeName(context, place, pointOf(place, eye), eye, ink));
      for (const place of ranked) {
        if (names.length >= most || tried > MOST_TRIED) return;
        const point = pointOf(place, eye);
        if (first.includes(place) || !seen(point, eye, 0)) continue;
        tried += 1;
        writeName(context, place, point, eye, ink);
      }
    },
  };
}
