"use strict";

/**
 * The drawing of large graphs, by sigma (WebGL), which no other script knows; the functions are those that drawing.js
 * describes. All nodes are discs; what is written over them is drawing-over.js's.
 */
const MARGIN = 40; // pixels about the whole picture, fewer on a narrow screen
const HOME = { x: 0.5, y: 0.5, angle: 0, ratio: 1 };
const REACH = 5; // pixels from an edge at which it is still pointed at
const NEIGHBOURS = 12;
const MOST_QUIET = 2000; // where more edges are shown, those that are there for completeness wait until one looks at them
const NEAREST = 1.1; // pixels for a unit of the drawing when one entity is looked at, at most

/** The nodes and edges as graphology holds them: keys are places, y grows upwards. */
function graphOf() {
  const graph = new SIGMA.Graph({ multi: true, type: "directed" });
  for (const { id, x, y } of DATA.nodes) graph.addNode(String(id), { x, y: -y });
  for (const { id, from, to } of DATA.edges) graph.addDirectedEdgeWithKey(String(id), String(from), String(to));
  return graph;
}

/** Mixes colours with the ground's, each but once. */
function createMixer(ground) {
  const mixed = new Map();
  const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
  const mix = (color, share) =>
    `#${[1, 3, 5].map((at) => Math.round(part(color, at) * share + part(ground, at) * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
  return (color, share) => {
    const key = `${color} ${share}`;
    if (!mixed.has(key)) mixed.set(key, mix(color, share));
    return mixed.get(key);
  };
}

function createDrawing(container, hooks) {
  const [xs, ys] = ["x", "y"].map((axis) => Float64Array.from(DATA.nodes, (node) => node[axis]));
  const graph = graphOf();
  const over = createOver({ xs, ys });
  let [ink, near, unit, dragged, stale, painted, waiting] = [readInk(), null, 1, null, false, "", false];
  let [mixed, withQuiet, renderer] = [createMixer(ink.ground), true, null];

  function nodeItem(key, { x, y }) {
    const place = Number(key);
    if (!nodeShown(place)) return { x, y, hidden: true };
    const { quiet } = DATA.nodes[place];
    const away = near !== null && !near.has(place);
    return {
      x, y, label: null,
      size: sizeOf(place) * (STATE.pinned.has(place) ? 1.4 : 1),
      color: away || quiet ? mixed(hueOf(place), away ? 0.13 : 0.45) : hueOf(place),
      zIndex: away ? 0 : quiet ? 1 : 2,
    };
  }

  const drawn = (edge) => edgeShown(edge) && (withQuiet || !DATA.edges[edge].quiet || (near !== null && edgeLit(edge)));

  function edgeItem(key) {
    const edge = Number(key);
    if (!drawn(edge) || over.broken(edge)) return { hidden: true };
    const { color, width, quiet, forward } = edgeLook(edge);
    const share = near === null ? (quiet ? 0.2 : 0.5) : edgeLit(edge) ? 0.95 : 0.05;
    return { color: mixed(color, share), size: share > 0.9 ? 1.8 * width : width, type: forward && !quiet ? "arrow" : "line", zIndex: near === null ? Number(!quiet) : Number(share > 0.9) };
  }

  /** Where the drawing's origin is on the screen, and pixels for a unit of it. */
  function eyeAt(options) {
    const [zero, far] = [0, 1000].map((x) => renderer.graphToViewport({ x, y: 0 }, options));
    return { x: zero.x, y: zero.y, scale: (far.x - zero.x) / 1000, ...renderer.getDimensions() };
  }

  const pixels = (place, eye = eyeAt()) => ({ x: eye.x + xs[place] * eye.scale, y: eye.y + ys[place] * eye.scale });

  function middleOf(edge) {
    const [from, to] = [pixels(DATA.edges[edge].from), pixels(DATA.edges[edge].to)];
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  }

  const measureUnit = () => { unit = eyeAt({ cameraState: HOME }).scale; };

  /** Take up what is shown and what is near, before sigma asks for it. */
  function takeUp() {
    near = litNodes();
    withQuiet = SHOWN.edges.reduce((sum, shown) => sum + shown, 0) <= MOST_QUIET;
    over.take(near);
    painted = `${STATE.node} ${STATE.edge}`;
    stale = false;
  }

  /** sigma draws at once when it is made: on a container of no size, since nothing is known of the eye yet. */
  function open() {
    takeUp();
    container.style.display = "none";
    renderer = new SIGMA.Sigma(graph, container, {
      allowInvalidContainer: true,
      nodeReducer: nodeItem,
      edgeReducer: edgeItem,
      defaultDrawNodeHover: () => {},
      renderLabels: false,
      enableCameraRotation: false,
      zIndex: true,
      minEdgeThickness: 0.9,
      stagePadding: MARGIN,
      zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio / unit),
      doubleClickZoomingRatio: 1,
    });
    renderer.setCustomBBox(renderer.getBBox());
    container.style.display = "";
    renderer.resize();
    measureUnit();
    listenTo(renderer);
  }

  /** Let the home picture be of all entities where they stand now. */
  function frame() {
    renderer.setCustomBBox(null);
    renderer.refresh();
    renderer.setCustomBBox(renderer.getBBox());
    renderer.refresh();
    measureUnit();
  }

  function repaint() {
    stale = true;
    renderer.scheduleRender();
  }

  function beforeRender() {
    if (!stale) return;
    takeUp();
    renderer.refresh({ schedule: true }); // takes the looks anew; drawn is in the frame that is being made
  }

  function drawOver() {
    const [whole, layers, cover] = [eyeAt(), renderer.getCanvases(), covered()];
    const eye = { ...whole, width: whole.width - cover.x, height: whole.height - cover.y }; // no name under the panel
    const [lines, names] = [layers.edgeLabels, layers.labels].map((layer) => layer.getContext("2d"));
    for (const context of [lines, names]) context.clearRect(0, 0, whole.width, whole.height);
    over.drawNames(names, eye, ink);
    over.drawLines(lines, eye, ink);
  }

  /** What is only written over the drawing is written anew without drawing all the rest again. */
  function rewrite() {
    const { width, height } = renderer.getDimensions();
    if (stale || width !== container.offsetWidth || height !== container.offsetHeight) renderer.scheduleRender();
    else if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => { waiting = false; drawOver(); });
    }
  }

  /** The edge at a point, the nearest one: asked of the lines themselves, for they are too thin to be hit exactly. */
  function edgeAt({ x: left, y: top }) {
    const eye = eyeAt();
    const [x, y] = [(left - eye.x) / eye.scale, (top - eye.y) / eye.scale];
    let [best, least] = [null, (REACH / eye.scale) ** 2];
    for (const { id, from, to } of DATA.edges) {
      if (!drawn(id)) continue;
      const far = squareFrom(x, y, xs[from], ys[from], xs[to], ys[to]);
      if (far < least) [best, least] = [id, far];
    }
    return best;
  }

  function clickedNode(place, event) {
    const point = { x: event.x, y: event.y };
    if (event.original.ctrlKey || event.original.metaKey) hooks.onHide(place);
    else hooks.onNode(place, point);
  }

  function clickedStage({ event }) {
    const { x, y } = event;
    const name = over.names().find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
    if (name) return clickedNode(name.place, event);
    const edge = edgeAt(event);
    return edge === null ? hooks.onNothing() : hooks.onEdge(edge, { x, y });
  }

  function pointedAt(event) {
    if (event.original.buttons || dragged) return;
    const edge = STATE.hoverNode === null ? edgeAt(event) : null;
    if (STATE.hoverNode === null && edge !== STATE.hoverEdge) hooks.onHover(null, edge);
  }

  function place(at, x, y) {
    [xs[at], ys[at]] = [x, y];
    graph.mergeNodeAttributes(String(at), { x, y: -y });
  }

  function dragTo(event) {
    if (dragged === null) return;
    const { x, y } = renderer.viewportToGraph(event);
    dragged.moved = true;
    place(dragged.place, x, -y);
    event.preventSigmaDefault();
    event.original.preventDefault();
  }

  function drop() {
    if (dragged && dragged.moved) hooks.onMoved([dragged.place]);
    dragged = null;
  }

  function listenTo(sigma) {
    sigma.on("beforeRender", beforeRender);
    sigma.on("afterRender", drawOver);
    sigma.on("resize", measureUnit);
    sigma.on("clickNode", ({ node, event }) => clickedNode(Number(node), event));
    sigma.on("clickStage", clickedStage);
    sigma.on("doubleClickNode", ({ node, event }) => { event.preventSigmaDefault(); hooks.onOpen(Number(node)); });
    sigma.on("enterNode", ({ node }) => hooks.onHover(Number(node), null));
    sigma.on("leaveNode", () => hooks.onHover(null, null));
    sigma.on("leaveStage", () => hooks.onHover(null, null));
    sigma.on("downNode", ({ node }) => { dragged = { place: Number(node), moved: false }; });
    sigma.getMouseCaptor().on("mousemove", pointedAt);
    sigma.getMouseCaptor().on("mousemovebody", dragTo);
    sigma.getMouseCaptor().on("mouseup", drop);
  }

  /** Move the eye so that a stretch of the home picture lies in the middle of what is not covered. */
  function look(middle, ratio, cover, animate) {
    const seen = { x: middle.x + (cover.x / 2) * ratio, y: middle.y + (cover.y / 2) * ratio };
    const state = { ...renderer.viewportToFramedGraph(seen, { cameraState: HOME }), ratio, angle: 0 };
    const camera = renderer.getCamera();
    if (animate && !calm) camera.animate(state, { duration: 300 });
    else camera.setState(state);
  }

  /** The ratio at which an entity's nearest neighbours are in sight too, near enough to be read. */
  function ratioAbout(at, cover) {
    const { width, height } = renderer.getDimensions();
    const half = Math.max(80, Math.min(width - cover.x, height - cover.y) / 2 - MARGIN);
    const ends = EDGES_OF[at].filter(edgeShown).map((edge) => otherEnd(edge, at)).filter((end) => end !== at);
    const far = ends.map((end) => Math.hypot(xs[end] - xs[at], ys[end] - ys[at])).sort((a, b) => a - b);
    const wanted = far.length ? half / Math.max(1, far[Math.min(far.length, NEIGHBOURS) - 1]) : NEAREST;
    return unit / Math.max(unit, Math.min(NEAREST, wanted));
  }

  return {
    refresh() {
      ink = readInk();
      mixed = createMixer(ink.ground);
      if (renderer) repaint();
      else open();
    },
    select: () => (painted === `${STATE.node} ${STATE.edge}` ? rewrite() : repaint()),
    redraw: rewrite,
    fit(places, cover, animate) {
      const wanted = (places === null ? DATA.nodes.map(({ id }) => id) : places).filter(nodeShown);
      if (wanted.length === 0) return;
      const eye = eyeAt({ cameraState: HOME });
      const frame = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
      for (const one of wanted) {
        const { x, y } = pixels(one, eye);
        Object.assign(frame, { left: Math.min(frame.left, x), right: Math.max(frame.right, x), top: Math.min(frame.top, y), bottom: Math.max(frame.bottom, y) });
      }
      const margin = Math.min(MARGIN, eye.width / 18);
      const across = (frame.right - frame.left) / Math.max(80, eye.width - cover.x - 2 * margin);
      const down = (frame.bottom - frame.top) / Math.max(80, eye.height - cover.y - 2 * margin);
      look({ x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 }, Math.max(across, down, unit / 1.4), cover, animate);
    },
    goTo: (at, cover) => look(pixels(at, eyeAt({ cameraState: HOME })), Math.min(renderer.getCamera().getState().ratio, ratioAbout(at, cover)), cover, true),
    zoomBy: (factor) => renderer.getCamera().setState({ ratio: renderer.getCamera().getState().ratio / factor }),
    panBy(dx, dy) {
      const { width, height } = renderer.getDimensions();
      renderer.getCamera().setState(renderer.viewportToFramedGraph({ x: width / 2 + dx, y: height / 2 + dy }));
    },
    places: () => DATA.nodes.map(({ id }) => ({ x: xs[id], y: ys[id] })),
    move(positions) {
      if (positions.size < DATA.nodes.length) return positions.forEach(({ x, y }, at) => place(at, x, y));
      positions.forEach(({ x, y }, at) => { [xs[at], ys[at]] = [x, y]; });
      graph.updateEachNodeAttributes((key, attributes) => ({ ...attributes, x: xs[key], y: -ys[key] }), { attributes: ["x", "y"] });
      if (renderer) frame();
    },
    pointOf: (at) => pixels(at),
    edgePoint: middleOf,
    names: over.names,
    eye() {
      const { x, y, scale, width, height } = eyeAt();
      return [Math.round((width / 2 - x) / scale), Math.round((height / 2 - y) / scale), Number(scale.toPrecision(3))];
    },
    lookAt(x, y, scale) {
      const home = eyeAt({ cameraState: HOME });
      look({ x: home.x + x * home.scale, y: home.y + y * home.scale }, home.scale / scale, { x: 0, y: 0 }, false);
    },
    picture() {
      renderer.refresh(); // WebGL forgets its picture after each frame: it is copied in the same one
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
