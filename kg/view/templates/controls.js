"use strict";

const ROWS = 500;
const HITS = 12;
let hitPlaces = [];
let activeHit = 0;

/** A sample of an edge in the style of a status. */
function lineSample(status) {
  const attributes = { x1: 1, y1: 5, x2: 33, y2: 5, stroke: status.color, "stroke-width": status.width + 0.6 };
  if (status.dashes.length) attributes["stroke-dasharray"] = status.dashes.join(" ");
  return makeSvg("svg", { class: "line", viewBox: "0 0 34 10", "aria-hidden": "true" }, makeSvg("line", attributes));
}

function toggle(set, key) {
  if (!set.delete(key)) set.add(key);
  changed();
}

function classButton(item) {
  const attributes = { type: "button", "data-class": item.id, "aria-pressed": String(!STATE.hiddenClasses.has(item.id)) };
  return make("li", {}, make("button", { ...attributes, onclick: () => toggle(STATE.hiddenClasses, item.id) },
    swatch(item.id), make("span", { class: "text" }, labelOf(item)), make("span", { class: "count" }, String(item.count))));
}

function checkbox(item, set, sample) {
  const box = make("input", { type: "checkbox", value: item.id, onchange: () => toggle(set, item.id) });
  box.checked = !set.has(item.id);
  return make("li", {}, make("label", {}, box, sample,
    make("span", { class: "text" }, labelOf(item)), make("span", { class: "count" }, String(item.count))));
}

/** Build the legend anew without losing the keyboard's place in it. */
function renderLegend() {
  const held = document.activeElement;
  const key = held && (held.dataset.class || held.value);
  const list = held && held.closest(".filters");
  byId("classes").replaceChildren(...DATA.classes.map(classButton));
  byId("statuses").replaceChildren(...DATA.statuses.map((item) => checkbox(item, STATE.hiddenStatuses, lineSample(item))));
  byId("properties").replaceChildren(...DATA.properties.map((item) => checkbox(item, STATE.hiddenProperties, null)));
  byId("documents").replaceChildren(...DATA.documents.map((post) =>
    make("li", {}, postTitle(post), make("span", { class: "source" }, [post.publisher, post.published].filter(Boolean).join(" · ")))));
  if (list && key) [...list.querySelectorAll("button, input")].filter((item) => (item.dataset.class || item.value) === key).forEach((item) => item.focus());
}

function renderCounts() {
  const linked = DATA.facts.filter(isEdge);
  const drawn = linked.filter(factShown).length;
  const values = DATA.facts.length - linked.length;
  byId("shown").textContent =
    `${nodeView.length}/${DATA.entities.length} ${word("entities")} · ${drawn}/${linked.length} ${word("edges")} · ${values} ${word("values")}`;
  const none = DATA.entities.length === 0 ? "empty" : nodeView.length === 0 ? "nothing" : null;
  byId("empty").hidden = none === null || STATE.table;
  byId("empty").textContent = none ? word(none) : "";
  byId("all").hidden = STATE.focus === null;
}

function tableRow(place) {
  const fact = DATA.facts[place];
  const first = fact.evidences[0];
  return make("tr", { "data-fact": place },
    make("td", {}, entityLink(fact.subject)),
    make("td", {}, propertyName(fact.property)),
    make("td", {}, ...valueParts(fact.object).filter(Boolean).flatMap((part) => [part, " "]), ...fact.qualifiers.map(qualifierChip)),
    make("td", {}, badge(fact.status), " ", speakerOf(fact) || ""),
    make("td", { class: "quote" }, first ? first.quote : ""),
    make("td", {}, first && DATA.documents[first.document] ? postTitle(DATA.documents[first.document]) : ""));
}

/** All facts that the filters let through, as a table: the accessible alternative to the drawing. */
function renderTable(limit = ROWS) {
  const places = DATA.facts.map((_, place) => place).filter((place) => factShown(DATA.facts[place]));
  const heads = ["subject", "relation", "object", "status", "evidence", "sources"].map((key) => make("th", { scope: "col" }, word(key)));
  const table = make("table", {},
    make("caption", {}, `${places.length} ${word("facts")}`),
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...places.slice(0, limit).map(tableRow)));
  const more = places.length > limit ? action("more", () => renderTable(limit + ROWS)) : "";
  byId("table").replaceChildren(table, more);
}

function renderStage() {
  byId("table").hidden = !STATE.table;
  byId("drawing").classList.toggle("covered", STATE.table);
  byId("table-toggle").setAttribute("aria-pressed", String(STATE.table));
  if (STATE.table) renderTable();
}

/** After a change of filters or focus. */
function changed() {
  refreshDrawing();
  renderLegend();
  renderCounts();
  renderStage();
}

/** Entities whose name or alias holds the words: exact first, then beginnings, then the busiest. */
function searchEntities(text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const found = [];
  DATA.entities.forEach((entity, place) => {
    const ranks = [entity.name, ...entity.aliases].map((name) => {
      const at = name.toLowerCase().indexOf(wanted);
      return at < 0 ? 9 : name.length === wanted.length ? 0 : at === 0 ? 1 : 2;
    });
    const rank = Math.min(...ranks);
    if (rank < 9) found.push({ place, rank, alias: ranks[0] === rank ? "" : entity.aliases[ranks.indexOf(rank) - 1] });
  });
  return found.sort((a, b) => a.rank - b.rank || DATA.nodes[b.place].degree - DATA.nodes[a.place].degree || a.place - b.place).slice(0, HITS);
}

function hitItem(hit, rank) {
  const entity = DATA.entities[hit.place];
  const attributes = { role: "option", id: `hit-${rank}`, "aria-selected": String(rank === activeHit), onmousedown: (event) => { event.preventDefault(); takeHit(rank); } };
  return make("li", attributes, swatch(entity.type), make("span", { class: "name" }, entity.name),
    make("span", { class: "detail" }, hit.alias ? `= ${hit.alias}` : className(entity.type)));
}

function renderHits() {
  const open = byId("search").value.trim() !== "" && document.activeElement === byId("search");
  const items = hitPlaces.length ? hitPlaces.map(hitItem) : [make("li", { class: "detail" }, word("noHit"))];
  byId("hits").hidden = !open;
  byId("hits").replaceChildren(...items);
  byId("search").setAttribute("aria-expanded", String(open));
  if (open && hitPlaces.length) byId("search").setAttribute("aria-activedescendant", `hit-${activeHit}`);
  else byId("search").removeAttribute("aria-activedescendant");
}

function takeHit(rank) {
  const hit = hitPlaces[rank];
  if (!hit) return;
  byId("search").value = "";
  byId("search").blur();
  openEntity(hit.place);
}

function searchKey(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.isComposing) return;
  if (event.key === "Enter") takeHit(activeHit);
  if (event.key in steps && hitPlaces.length) {
    event.preventDefault();
    activeHit = (activeHit + steps[event.key] + hitPlaces.length) % hitPlaces.length;
    renderHits();
  }
}
