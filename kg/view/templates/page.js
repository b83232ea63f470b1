"use strict";

const DRAWING = createDrawing(byId("drawing"), {
  onNode: (place, point) => { select(place, null); uncover(point); },
  onEdge: (edge, point) => { select(null, edge); uncover(point); },
  onNothing: () => select(null, null),
  onOpen: focusOn,
  onHide: () => {},
  onHover: hovered,
  onMoved: () => {},
});

/** Make a node or an edge the selected one; both null for none. */
function select(node, edge) {
  STATE.node = node;
  STATE.edge = edge;
  renderPanel();
  DRAWING.select(node, edge);
  remember(node);
}

/** After a change of what is shown, or how. */
function changed() {
  reckon();
  DRAWING.refresh();
  renderLegend();
  renderCounts();
  renderView();
}

/** Bring a view to the front: "graph", or one of VIEWS. */
function showView(name) {
  STATE.view = name;
  changed();
  if (name !== "graph") byId(`view-${name}`).focus();
}

function renderView() {
  byId("drawing").classList.toggle("covered", STATE.view !== "graph");
  for (const tab of byId("tabs").children) {
    tab.setAttribute("aria-selected", String(tab.dataset.view === STATE.view));
    tab.tabIndex = tab.dataset.view === STATE.view ? 0 : -1;
  }
  for (const [name, { render }] of VIEWS) {
    byId(`view-${name}`).hidden = name !== STATE.view;
    if (name === STATE.view) render(byId(`view-${name}`));
  }
}

/** A tab for the graph and for each view beside it, and an element for the view to fill. */
function makeViews() {
  const names = [["graph", { word: "graph" }], ...VIEWS];
  byId("tabs").append(...names.map(([name, view]) =>
    make("button", { type: "button", role: "tab", id: `tab-${name}`, "data-view": name, "data-word": view.word, "aria-controls": name === "graph" ? "drawing" : `view-${name}`, onclick: () => showView(name) })));
  byId("stage").append(...[...VIEWS.keys()].map((name) =>
    make("div", { id: `view-${name}`, class: "view", role: "tabpanel", "aria-labelledby": `tab-${name}`, tabindex: "-1", hidden: true })));
  byId("tabs").addEventListener("keydown", tabKey);
}

/** Left and right go from tab to tab, as readers of screens expect. */
function tabKey(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  event.stopPropagation();
  const tabs = [...byId("tabs").children];
  const next = tabs[(tabs.findIndex((tab) => tab.dataset.view === STATE.view) + step + tabs.length) % tabs.length];
  showView(next.dataset.view);
  next.focus();
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

/** How much of the drawing the panel covers, in pixels: at its right, or below on a narrow screen. */
function covered() {
  const panel = byId("panel");
  if (panel.hidden) return { x: 0, y: 0 };
  return window.innerWidth <= 760 ? { x: 0, y: panel.offsetHeight } : { x: panel.offsetWidth, y: 0 };
}

/** Move the drawing aside, by no more than it takes, when the panel has come to lie on a point of it. */
function uncover(point) {
  const { clientWidth: width, clientHeight: height } = byId("drawing");
  const cover = covered();
  const x = cover.x ? Math.max(0, point.x - (width - cover.x - 90)) : 0;
  const y = cover.y ? Math.max(0, point.y - (height - cover.y - 60)) : 0;
  if (x !== 0 || y !== 0) DRAWING.panBy(x, y);
}

const fitView = (animate = true) => DRAWING.fit(null, covered(), animate);

/** Show an entity that may be hidden: filters and focus give way to it. */
function openEntity(place) {
  if (!nodeShown(place)) {
    STATE.hiddenClasses.delete(DATA.entities[place].type);
    if (STATE.scope !== null && !STATE.scope.has(place)) STATE.scope = null;
    changed();
  }
  select(place, null);
  if (STATE.view === "graph") DRAWING.goTo(place, covered());
  else byId("panel").focus();
}

function locate(place) {
  if (STATE.view !== "graph") showView("graph");
  openEntity(place);
}

/** Hide all but a node and its neighbours; a second time, add those of another node. */
function focusOn(place) {
  STATE.view = "graph";
  STATE.scope = new Set([...(STATE.scope || []), place, ...EDGES_OF[place].map((edge) => otherEnd(edge, place))]);
  changed();
  select(place, null);
  fitView();
}

function reset() {
  for (const set of [STATE.hiddenClasses, STATE.hiddenProperties]) set.clear();
  STATE.hiddenStatuses = new Set(["Negated"]);
  STATE.scope = null;
  closeHits();
  select(null, null);
  changed();
  if (STATE.view === "graph") fitView();
}

function showAll() {
  STATE.scope = null;
  changed();
  fitView();
}

/** Write every word of the interface in the chosen language. */
function renderWords() {
  document.documentElement.lang = STATE.language === 0 ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
    element.title = element.id === "drawing" ? "" : word(element.dataset.label);
  }
  byId("language").textContent = word("language");
  byId("search").placeholder = word("search");
}

function switchLanguage() {
  STATE.language = 1 - STATE.language;
  renderWords();
  changed();
  renderPanel();
}

function hovered(node, edge) {
  STATE.hoverNode = node;
  STATE.hoverEdge = edge;
  byId("drawing").style.cursor = node === null && edge === null ? "" : "pointer";
  DRAWING.redraw();
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
  const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
  const zoom = { "+": 1.2, "=": 1.2, "-": 1 / 1.2 }[event.key];
  if (zoom) DRAWING.zoomBy(zoom);
  if (!(event.key in steps)) return;
  event.preventDefault();
  DRAWING.panBy(...steps[event.key]);
}

/** Save what is seen as PNG. */
function savePicture() {
  DRAWING.picture().toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    make("a", { href: address, download: "graph.png" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
}

function listen() {
  document.addEventListener("keydown", pressed);
  byId("fit").addEventListener("click", () => fitView());
  byId("all").addEventListener("click", showAll);
  byId("picture").addEventListener("click", savePicture);
  byId("language").addEventListener("click", switchLanguage);
  listenToSearch();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
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
  makeViews();
  listen();
  renderWords();
  const wanted = entityInAddress();
  changed();
  fitView(false);
  if (wanted >= 0) openEntity(wanted);
  document.documentElement.dataset.ready = "true";
}

start();
