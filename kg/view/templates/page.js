"use strict";

/** Make a node or an edge the selected one; both null for none. */
function select(node, edge) {
  STATE.node = node;
  STATE.edge = edge;
  renderPanel();
  network.setSelection({ nodes: node === null ? [] : [node].filter(nodeShown), edges: edge === null ? [] : [edge] }, { highlightEdges: false });
  paintSelection();
  remember(node);
}

/** Keep the selected entity in the address, so that the address can be passed on. */
function remember(node) {
  const address = node === null ? location.href.split("#")[0] : `#${encodeURIComponent(DATA.entities[node].id)}`;
  try {
    history.replaceState(null, "", address);
  } catch {
    // A page inside another page may not change its address; nothing else depends on it.
  }
}

/** Show an entity that may be hidden: filters and focus give way to it. */
function openEntity(place) {
  if (!nodeShown(place)) {
    STATE.hiddenClasses.delete(DATA.entities[place].type);
    if (STATE.focus !== null && !STATE.focus.has(place)) STATE.focus = null;
    changed();
  }
  select(place, null);
  if (STATE.table) byId("panel").focus();
  else goTo(place);
}

function locate(place) {
  if (STATE.table) showTable(false);
  openEntity(place);
}

/** Hide all but a node and its neighbours; a second time, add those of another node. */
function focusOn(place) {
  if (STATE.table) showTable(false);
  STATE.focus = new Set([...(STATE.focus || []), place, ...NEIGHBOURS[place]]);
  changed();
  select(place, null);
  fitView();
}

function showTable(on) {
  STATE.table = on;
  changed();
  if (on) byId("table").focus();
}

function reset() {
  for (const set of [STATE.hiddenClasses, STATE.hiddenStatuses, STATE.hiddenProperties]) set.clear();
  STATE.focus = null;
  hitPlaces = [];
  byId("search").value = "";
  byId("search").blur();
  renderHits();
  select(null, null);
  changed();
  if (!STATE.table) fitView();
}

function showAll() {
  STATE.focus = null;
  changed();
  fitView();
}

/** Write every word of the interface in the chosen language. */
function renderWords() {
  document.documentElement.lang = STATE.language === 0 ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  byId("language").textContent = word("language");
  byId("search").placeholder = word("search");
  byId("search").setAttribute("aria-label", word("search"));
  byId("drawing").setAttribute("aria-label", word("drawing"));
  byId("legend").setAttribute("aria-label", word("kinds"));
  byId("panel").setAttribute("aria-label", word("evidence"));
}

function switchLanguage() {
  STATE.language = 1 - STATE.language;
  renderWords();
  changed();
  renderPanel();
}

function clicked({ nodes: hitNodes, edges: hitEdges, pointer }) {
  const labelled = hitNodes.length ? hitNodes[0] : labelAt(pointer.DOM);
  if (labelled !== null) select(labelled, null);
  else select(null, hitEdges.length ? hitEdges[0] : null);
  if (STATE.node !== null || STATE.edge !== null) uncover(pointer.DOM);
}

function hovered(kind, place) {
  STATE[kind] = place;
  byId("drawing").style.cursor = place === null ? "" : "pointer";
  network.redraw();
}

function pressed(event) {
  const typing = event.target.closest("input[type=text]");
  if (event.key === "Escape") reset();
  else if (event.key === "/" && !typing) {
    event.preventDefault();
    byId("search").focus();
  } else if (event.ctrlKey && event.key === "e" && STATE.node !== null) {
    event.preventDefault();
    focusOn(STATE.node);
  } else if (event.target.closest("#drawing")) moveByKey(event);
}

/** Arrow keys pan, plus and minus zoom, while the drawing has the keyboard. */
function moveByKey(event) {
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const zoom = { "+": 1.2, "=": 1.2, "-": 1 / 1.2 }[event.key];
  const scale = network.getScale();
  if (zoom) network.moveTo({ scale: scale * zoom });
  if (!(event.key in steps)) return;
  event.preventDefault();
  const [x, y] = steps[event.key];
  const middle = network.getViewPosition();
  network.moveTo({ position: { x: middle.x + (60 * x) / scale, y: middle.y + (60 * y) / scale } });
}

function listen() {
  network.on("click", clicked);
  network.on("doubleClick", ({ nodes: hit, pointer }) => {
    const place = hit.length ? hit[0] : labelAt(pointer.DOM);
    if (place !== null) focusOn(place);
  });
  network.on("dragEnd", ({ nodes: dragged }) => keepPlaces(dragged));
  network.on("hoverNode", ({ node }) => hovered("hoverNode", node));
  network.on("blurNode", () => hovered("hoverNode", null));
  network.on("hoverEdge", ({ edge }) => hovered("hoverEdge", edge));
  network.on("blurEdge", () => hovered("hoverEdge", null));
  network.on("afterDrawing", drawLabels);
  document.addEventListener("keydown", pressed);
  byId("fit").addEventListener("click", () => fitView());
  byId("all").addEventListener("click", showAll);
  byId("picture").addEventListener("click", savePicture);
  byId("table-toggle").addEventListener("click", () => showTable(!STATE.table));
  byId("language").addEventListener("click", switchLanguage);
  byId("search").addEventListener("keydown", searchKey);
  byId("search").addEventListener("blur", renderHits);
  for (const kind of ["input", "focus"]) byId("search").addEventListener(kind, () => {
    hitPlaces = searchEntities(byId("search").value);
    activeHit = 0;
    renderHits();
  });
  darkness.addEventListener("change", () => { readInk(); network.redraw(); });
}

/** The entity that the address names (`graph.html#id`), if it is in the graph. */
function entityInAddress() {
  try {
    const wanted = decodeURIComponent(location.hash.slice(1));
    return DATA.entities.findIndex((entity) => entity.id === wanted);
  } catch {
    return -1; // not a well-formed address: as if there were none
  }
}

function start() {
  byId("drawing").firstElementChild.tabIndex = -1; // one stop for the keyboard, not two
  readInk();
  listen();
  renderWords();
  changed();
  const wanted = entityInAddress();
  fitView(false);
  if (wanted >= 0) openEntity(wanted);
  document.documentElement.dataset.ready = "true";
}

start();
