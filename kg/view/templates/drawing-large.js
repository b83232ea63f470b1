"use strict";

/**
 * The drawing of large graphs, by sigma (WebGL), which no other script knows; the functions are those that drawing.js
 * describes. All nodes are discs, and dashes are cut into an edge only where few are in sight.
 */
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
const MOST_DASHED = 1500;
const SURE_NAMES = 60;
const MARGIN = 40;
const SIZE = 12.5;
const HOME = { x: 0.5, y: 0.5, angle: 0, ratio: 1 };
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const mixed = (color, ground, share) => {
  const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
  return `#${[1, 3, 5].map((at) => Math.round(part(color, at) * share + part(ground, at) * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
};

/** The colours of text and ground at present. */
function readInk() {
  const style = getComputedStyle(document.documentElement);
  const [text, soft, ground] = ["--ink", "--soft", "--ground"].map((name) => style.getPropertyValue(name).trim());
  return { text, soft, ground };
}

/** The nodes and edges as graphology holds them: keys are places, y grows upwards. */
function graphOf() {
  const graph = new SIGMA.Graph({ multi: true, type: "directed" });
  for (const { id, x, y } of DATA.nodes) graph.addNode(String(id), { x, y: -y });
  for (const { id, from, to } of DATA.edges) graph.addDirectedEdgeWithKey(String(id), String(from), String(to));
  return graph;
}

function createDrawing(container, hooks) {
  let [ink, near, unit, names, dragged] = [readInk(), null, 1, [], null];
  const graph = graphOf();
  const pointed = (place) => place === STATE.node || place === STATE.hoverNode;

  function nodeItem(key, { x, y }) {
    const place = Number(key);
    if (!nodeShown(place)) return { x, y, hidden: true };
    const { color, size, quiet, pinned, lines } = nodeLook(place);
    const away = near !== null && !near.has(place);
    return {
      x, y,
      size: size * Math.sqrt(unit) * (pinned ? 1.4 : 1),
      color: away || quiet ? mixed(color, ink.ground, away ? 0.13 : 0.55) : color,
      label: away ? "" : lines.join(""),
      forceLabel: pointed(place) || (near !== null && near.size <= SURE_NAMES && !away),
      zIndex: away ? 0 : 1,
    };
  }

  function edgeItem(key) {
    const edge = Number(key);
    if (!edgeShown(edge)) return { hidden: true };
    const { color, width, quiet, forward } = edgeLook(edge);
    const share = near === null ? (quiet ? 0.2 : 0.5) : edgeLit(edge) ? 0.95 : 0.05;
    return { color: mixed(color, ink.ground, share), size: Math.max(0.5, width * Math.sqrt(unit)), type: forward ? "arrow" : "line", zIndex: share > 0.9 ? 1 : 0 };
  }

  /** Write a name under its node unless another one stands there. */
  function writeName(context, { key, x, y, size, label }) {
    if (!label) return;
    const place = Number(key);
    const chosen = pointed(place);
    context.font = `${chosen ? "600 " : ""}${SIZE}px ${FONT}`;
    const half = context.measureText(label).width / 2;
    const box = { place, left: x - half, right: x + half, top: y + size + 2, bottom: y + size + 2 + SIZE * 1.25 };
    if (!chosen && names.some((other) => overlaps(box, other))) return;
    Object.assign(context, { textAlign: "center", textBaseline: "top", lineWidth: 3.2, lineJoin: "round", strokeStyle: ink.ground, fillStyle: nodeLook(place).quiet ? ink.soft : ink.text });
    context.strokeText(label, x, box.top);
    context.fillText(label, x, box.top);
    names.push(box);
  }

  const renderer = new SIGMA.Sigma(graph, container, {
    allowInvalidContainer: true,
    nodeReducer: nodeItem,
    edgeReducer: edgeItem,
    enableEdgeEvents: true,
    zIndex: true,
    minEdgeThickness: 0.6,
    stagePadding: MARGIN,
    labelDensity: 0.7,
    labelGridCellSize: 130,
    labelRenderedSizeThreshold: 0,
    defaultDrawNodeLabel: writeName,
    defaultDrawNodeHover: writeName,
    doubleClickZoomingRatio: 1,
  });
  renderer.setCustomBBox(renderer.getBBox());
  const camera = renderer.getCamera();
  const pixels = (place, options) => renderer.graphToViewport(graph.getNodeAttributes(String(place)), options);
  const middleOf = (edge) => {
    const [from, to] = [pixels(DATA.edges[edge].from), pixels(DATA.edges[edge].to)];
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  };

  /** Pixels for a unit of the drawing when all of it is in sight: sizes follow it, so that discs do not fill the picture. */
  function measureUnit() {
    const [one, two] = [0, 1].map((x) => renderer.graphToViewport({ x, y: 0 }, { cameraState: HOME }));
    unit = Math.min(1, Math.max(0.004, Math.abs(two.x - one.x) || 1));
  }

  /** Cut gaps into planned, expected and claimed edges. */
  function cutDashes(context, edges) {
    context.strokeStyle = ink.ground;
    for (const edge of edges) {
      const { dashes, width } = edgeLook(edge);
      const [from, to] = [pixels(DATA.edges[edge].from), pixels(DATA.edges[edge].to)];
      context.setLineDash(dashes);
      context.lineDashOffset = dashes[0];
      context.lineWidth = width + 1.5;
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.stroke();
    }
    context.setLineDash([]);
  }

  function writeEdgeName(context, edge) {
    const [{ label, struck }, point] = [edgeLook(edge), middleOf(edge)];
    Object.assign(context, { font: `11px ${FONT}`, textAlign: "center", textBaseline: "middle", lineWidth: 3, strokeStyle: ink.ground, fillStyle: ink.soft });
    context.strokeText(label, point.x, point.y);
    context.fillText(label, point.x, point.y);
    if (struck) context.fillRect(point.x - context.measureText(label).width / 2, point.y, context.measureText(label).width, 1.2);
  }

  let dashed = [];
  function drawOver() {
    const context = renderer.getCanvases().edgeLabels.getContext("2d");
    if (dashed.length <= MOST_DASHED) cutDashes(context, dashed);
    if (STATE.node !== null) EDGES_OF[STATE.node].filter(edgeShown).slice(0, SURE_NAMES).forEach((edge) => writeEdgeName(context, edge));
    for (const edge of new Set([STATE.edge, STATE.hoverEdge])) if (edge !== null && edgeShown(edge)) writeEdgeName(context, edge);
  }

  function repaint() {
    near = litNodes();
    dashed = DATA.edges.map(({ id }) => id).filter((edge) => edgeShown(edge) && edgeLook(edge).dashes.length && (near === null ? !edgeLook(edge).quiet : edgeLit(edge)));
    renderer.refresh({ skipIndexation: true, schedule: true });
  }

  function clickedNode(place, event) {
    const point = { x: event.x, y: event.y };
    if (event.original.ctrlKey || event.original.metaKey) hooks.onHide(place);
    else hooks.onNode(place, point);
  }

  function clickedStage({ event }) {
    const name = names.find((box) => event.x >= box.left && event.x <= box.right && event.y >= box.top && event.y <= box.bottom);
    if (name) clickedNode(name.place, event);
    else hooks.onNothing();
  }

  function dragTo(event) {
    if (dragged === null) return;
    const { x, y } = renderer.viewportToGraph(event);
    dragged.moved = true;
    graph.mergeNodeAttributes(String(dragged.place), { x, y });
    event.preventSigmaDefault();
    event.original.preventDefault();
  }

  function drop() {
    if (dragged && dragged.moved) hooks.onMoved([dragged.place]);
    dragged = null;
  }

  renderer.on("beforeRender", () => { names = []; });
  renderer.on("afterRender", drawOver);
  renderer.on("resize", measureUnit);
  renderer.on("clickNode", ({ node, event }) => clickedNode(Number(node), event));
  renderer.on("clickEdge", ({ edge, event }) => hooks.onEdge(Number(edge), { x: event.x, y: event.y }));
  renderer.on("clickStage", clickedStage);
  renderer.on("doubleClickNode", ({ node, event }) => { event.preventSigmaDefault(); hooks.onOpen(Number(node)); });
  renderer.on("enterNode", ({ node }) => hooks.onHover(Number(node), null));
  renderer.on("leaveNode", () => hooks.onHover(null, null));
  renderer.on("enterEdge", ({ edge }) => hooks.onHover(null, Number(edge)));
  renderer.on("leaveEdge", () => hooks.onHover(null, null));
  renderer.on("downNode", ({ node }) => { dragged = { place: Number(node), moved: false }; });
  renderer.getMouseCaptor().on("mousemovebody", dragTo);
  renderer.getMouseCaptor().on("mouseup", drop);
  measureUnit();

  /** Move the eye so that a stretch of the home picture lies in the middle of what is not covered. */
  function look(middle, ratio, cover, animate) {
    const seen = { x: middle.x + (cover.x / 2) * ratio, y: middle.y + (cover.y / 2) * ratio };
    const state = { ...renderer.viewportToFramedGraph(seen, { cameraState: HOME }), ratio, angle: 0 };
    if (animate && !calm) camera.animate(state, { duration: 300 });
    else camera.setState(state);
  }

  return {
    refresh() {
      ink = readInk();
      repaint();
    },
    select: repaint,
    redraw: () => renderer.scheduleRender(),
    fit(places, cover, animate) {
      const wanted = (places === null ? DATA.nodes.map(({ id }) => id) : places).filter(nodeShown);
      if (wanted.length === 0) return;
      const frame = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
      for (const place of wanted) {
        const { x, y } = pixels(place, { cameraState: HOME });
        Object.assign(frame, { left: Math.min(frame.left, x), right: Math.max(frame.right, x), top: Math.min(frame.top, y), bottom: Math.max(frame.bottom, y) });
      }
      const { width, height } = renderer.getDimensions();
      const across = (frame.right - frame.left) / Math.max(80, width - cover.x - 2 * MARGIN);
      const down = (frame.bottom - frame.top) / Math.max(80, height - cover.y - 2 * MARGIN);
      look({ x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 }, Math.max(across, down, unit / 1.4), cover, animate);
    },
    goTo: (place, cover) => look(pixels(place, { cameraState: HOME }), Math.min(camera.getState().ratio, unit / 0.85), cover, true),
    zoomBy: (factor) => camera.setState({ ratio: camera.getState().ratio / factor }),
    panBy(dx, dy) {
      const { width, height } = renderer.getDimensions();
      camera.setState(renderer.viewportToFramedGraph({ x: width / 2 + dx, y: height / 2 + dy }));
    },
    places: () => DATA.nodes.map(({ id }) => graph.getNodeAttributes(String(id))).map(({ x, y }) => ({ x, y: -y })),
    move(positions) {
      for (const [place, { x, y }] of positions) graph.mergeNodeAttributes(String(place), { x, y: -y });
    },
    pointOf: (place) => pixels(place),
    edgePoint: middleOf,
    names: () => names,
    picture() {
      renderer.refresh({ skipIndexation: true }); // WebGL forgets its picture after each frame: it is copied in the same one
      const layers = [...container.querySelectorAll("canvas")].filter((layer) => !layer.classList.contains("sigma-mouse"));
      const copy = make("canvas", { width: layers[0].width, height: layers[0].height });
      const context = copy.getContext("2d");
      context.fillStyle = ink.ground;
      context.fillRect(0, 0, copy.width, copy.height);
      layers.forEach((layer) => context.drawImage(layer, 0, 0));
      return copy;
    },
  };
}
