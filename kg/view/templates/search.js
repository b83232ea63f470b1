"use strict";

const HITS = 12;
let hitPlaces = [];
let activeHit = 0;

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
  closeHits();
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

function closeHits() {
  hitPlaces = [];
  byId("search").value = "";
  byId("search").blur();
  renderHits();
}

function listenToSearch() {
  const field = byId("search");
  field.addEventListener("keydown", searchKey);
  field.addEventListener("blur", renderHits);
  for (const kind of ["input", "focus"]) field.addEventListener(kind, () => {
    hitPlaces = searchEntities(field.value);
    activeHit = 0;
    renderHits();
  });
}
