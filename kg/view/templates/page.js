"use strict";

const DRAWING = createDrawing(byId("drawing"), {
  onNode: (place, point) => { if (pathTaken(place)) return; select(place, null); uncover(point); },
  onEdge: (edge, point) => { select(null, edge); uncover(point); },
  onNothing: () => select(null, null),
  onOpen: expand,
  onHide: hide,
  onHover: hovered,
  onMoved: moved,
});

/** Make a node or an edge the selected one; both null for none. */
function select(node, edge) {
  STATE.node = node;
  STATE.edge = edge;
  renderPanel();
  DRAWING.select(node, edge);
  remember();
}

/** After a change of what is shown, or how. */
function changed() {
  reckon();
  DRAWING.refresh();
  renderLegend();
  renderAspects();
  renderCounts();
  renderView();
  renderScope();
  remember();
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

function fitView(animate = true) {
  DRAWING.fit(null, covered(), animate);
  leaveEye();
}

/** Show an entity that may be hidden: filters and focus give way to it. */
function openEntity(place) {
  if (pathTaken(place)) return;
  if (!nodeShown(place)) reveal(place);
  select(place, null);
  if (STATE.view === "graph") DRAWING.goTo(place, covered());
  else byId("panel").focus();
}

/** Let filters and focus give way to an entity, no more of them than it takes. */
function reveal(place) {
  STATE.hidden.delete(place);
  STATE.hiddenClasses.delete(DATA.entities[place].type);
  reckon();
  if (!entityPasses(place)) clearFilters();
  if (!entityPasses(place)) STATE.hiddenStatuses.clear();
  if (SHOWN.scope !== null && !SHOWN.scope.has(place)) leaveScope();
  changed();
}

/** The second end of a path, where one is being picked. */
function pathTaken(place) {
  if (STATE.pathFrom === null || STATE.pathFrom === place) return false;
  showPath(STATE.pathFrom, place);
  return true;
}

function locate(place) {
  if (STATE.view !== "graph") showView("graph");
  openEntity(place);
}

function reset() {
  clearFilters();
  leaveScope();
  STATE.hidden.clear();
  closeHits();
  showLegend(false);
  select(null, null);
  changed();
  if (STATE.view === "graph") fitView();
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
  renderDocuments();
}

function switchLanguage() {
  STATE.language = 1 - STATE.language;
  renderWords();
  changed();
  renderPanel();
}

function switchTheme() {
  STATE.theme = dark() ? "light" : "dark";
  document.documentElement.dataset.theme = STATE.theme;
  changed();
}

function hovered(node, edge) {
  STATE.hoverNode = node;
  STATE.hoverEdge = edge;
  byId("drawing").style.cursor = node === null && edge === null ? "" : "pointer";
  DRAWING.redraw();
}

function pressed(event) {
  const typing = event.target.closest("input[type=text]");
  if (event.key === "Escape") escape(typing);
  else if (event.key === "/" && !typing) {
    event.preventDefault();
    byId("search").focus();
  } else if (event.ctrlKey || event.metaKey) controlKey(event, typing);
  else if (event.target.closest("#drawing")) moveByKey(event);
}

/** Leave what was begun: a search, the picking of a path; else set everything back. */
function escape(typing) {
  if (STATE.pathFrom !== null) {
    STATE.pathFrom = null;
    changed();
  } else if (typing && typing.value) closeHits();
  else reset();
}

function controlKey(event, typing) {
  const chosen = STATE.node;
  const deeds = {
    e: chosen !== null && (() => focusOn(chosen)),
    h: chosen !== null && (() => hide(chosen)),
    f: () => fitView(),
    z: !typing && (() => travel(event.shiftKey ? 1 : -1)),
    y: !typing && (() => travel(1)),
  };
  const deed = deeds[event.key.toLowerCase()];
  if (!deed) return;
  event.preventDefault();
  deed();
}

/** From entity to entity, the busiest first, for those who have no pointer. */
function stepThrough(step) {
  const order = DATA.nodes.map((node) => node.id).filter(nodeShown).sort((a, b) => DATA.nodes[b].degree - DATA.nodes[a].degree || a - b);
  if (!order.length) return;
  const at = order.indexOf(STATE.node);
  const place = order[(at < 0 && step < 0 ? order.length - 1 : at + step + order.length) % order.length];
  openEntity(place);
  byId("said").textContent = `${DATA.entities[place].name.slice(0, LONGEST)}, ${className(DATA.entities[place].type)}`;
}

/** Arrow keys pan, plus and minus zoom, while the drawing has the keyboard. */
function moveByKey(event) {
  const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
  const zoom = { "+": 1.2, "=": 1.2, "-": 1 / 1.2 }[event.key];
  if (zoom) DRAWING.zoomBy(zoom);
  const turn = { PageDown: 1, PageUp: -1 }[event.key];
  if (turn) {
    event.preventDefault();
    stepThrough(turn);
  }
  if (!(event.key in steps)) return;
  event.preventDefault();
  DRAWING.panBy(...steps[event.key]);
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** Save what is seen as PNG, all that is shown as SVG. */
const savePicture = () => DRAWING.picture().toBlob((blob) => save(blob, "graph.png"));
const saveVector = () => save(new Blob([vectorPicture()], { type: "image/svg+xml" }), "graph.svg");

function listen() {
  document.addEventListener("keydown", pressed);
  byId("fit").addEventListener("click", () => fitView());
  byId("all").addEventListener("click", showAll);
  byId("picture").addEventListener("click", savePicture);
  byId("vector").addEventListener("click", saveVector);
  listenToEye();
  byId("language").addEventListener("click", switchLanguage);
  byId("theme").addEventListener("click", switchTheme);
  byId("back").addEventListener("click", () => travel(-1));
  byId("forward").addEventListener("click", () => travel(1));
  window.addEventListener("popstate", travelled);
  listenToFilters();
  listenToSearch();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}

/** Show the page as the state has it. */
function openState(animate = true) {
  document.documentElement.dataset.theme = STATE.theme;
  renderWords();
  reckon();
  const { node, edge, eye } = STATE;
  if (node !== null && !nodeShown(node)) reveal(node);
  else changed();
  select(node, edge !== null && edgeShown(edge) ? edge : null);
  if (eye === null) fitView(animate);
  else DRAWING.lookAt(...eye);
  if (eye === null && node !== null && SHOWN.scope === null && STATE.view === "graph") DRAWING.goTo(node, covered());
}

function start() {
  makeViews();
  makeAspects();
  listen();
  takeAddress();
  putBack();
  openState(false);
  document.documentElement.dataset.ready = "true";
}

start();
