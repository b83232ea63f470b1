"use strict";

/**
 * Search with completion: names and aliases by any part of them, by pinyin (qingdao), its initials (qd) or both (qdao).
 * DATA.readings has every reading of each character, so that 重庆 is found by cq and by zq.
 */
Object.assign(WORDS, {
  search: ["搜索名称、别名、拼音（按 / ）", "Search names, aliases, pinyin (press /)"],
  noHit: ["没有找到", "No match"],
  hits: ["条结果", "results"],
});

const HITS = 12;
const LONGEST = 200;
let hitPlaces = [];
let activeHit = 0;

const READINGS = new Map(Object.entries(DATA.readings).map(([character, text]) => [character, text.split(" ")]));
const NAMES = DATA.entities.map(({ name, aliases }) =>
  [name, ...aliases].map((text) => nameEntry(text)));

/** A bit for each Latin letter, none for what is no letter. */
function letterBit(letter) {
  const place = letter.charCodeAt(0) - 97;
  return letter.length === 1 && place >= 0 && place < 26 ? 1 << place : 0;
}

/** A name as the search reads it: in small letters, and for each character and for all of them what a spelling may begin with. */
function nameEntry(text) {
  const small = text.toLowerCase();
  const characters = [...small.slice(0, 2 * LONGEST)].slice(0, LONGEST);
  const initials = characters.map((character) => (READINGS.get(character) || []).reduce((bits, reading) => bits | letterBit(reading[0]), letterBit(character)));
  return { text, small, characters, initials, anyInitial: initials.reduce((all, bits) => all | bits, 0) };
}

/** How many letters of `wanted` from `from` on one character may stand for, the most first. */
function lettersFor(character, wanted, from) {
  if (character === wanted[from]) return [1];
  const lengths = new Set();
  for (const reading of READINGS.get(character) || []) {
    if (reading[0] !== wanted[from]) continue;
    const rest = wanted.slice(from);
    if (rest.startsWith(reading)) lengths.add(reading.length);
    else if (reading.startsWith(rest)) lengths.add(rest.length);
    if (reading[1] === "h" && rest[1] === "h") lengths.add(2);
    lengths.add(1);
  }
  return [...lengths].sort((a, b) => b - a);
}

/** Where a spelling that begins at a character ends, or -1; `dead` are the places from which it was found to lead nowhere. */
function spelledFrom(characters, start, wanted, from, dead) {
  if (from === wanted.length) return start;
  const place = start * (LONGEST + 1) + from;
  if (start === characters.length || dead.has(place)) return -1;
  if (characters[start] === " ") return spelledFrom(characters, start + 1, wanted, from, dead);
  for (const length of lettersFor(characters[start], wanted, from)) {
    const end = spelledFrom(characters, start + 1, wanted, from + length, dead);
    if (end >= 0) return end;
  }
  dead.add(place);
  return -1;
}

/** How well a name fits: {rank, start, end} in characters, rank 0 the same, 1 and 2 by letters, 3 and 4 spelled; or null. */
function matchOf({ text, small, characters, initials, anyInitial }, wanted, spelling) {
  const at = small.indexOf(wanted);
  if (at >= 0) {
    const start = [...text.slice(0, at)].length;
    return { rank: text.length === wanted.length ? 0 : at === 0 ? 1 : 2, start, end: start + [...wanted].length };
  }
  const bit = spelling ? letterBit(spelling[0]) : 0;
  if (!spelling || (bit && !(anyInitial & bit))) return null;
  let dead = null;
  for (let start = 0; start < characters.length; start += 1) {
    if (bit && !(initials[start] & bit)) continue;
    const end = characters[start] === " " ? -1 : spelledFrom(characters, start, spelling, 0, dead ??= new Set());
    if (end >= 0) return { rank: start === 0 ? 3 : 4, start, end };
  }
  return null;
}

/** Entities whose name or alias fits: the same first, then beginnings, then parts, then spellings; the busiest first. */
function searchEntities(text) {
  const wanted = text.trim().toLowerCase().slice(0, LONGEST);
  if (!wanted) return [];
  const spelling = /[a-z]/.test(wanted) ? wanted.replace(/[\s'’·]/g, "").replace(/ü/g, "v") : "";
  const found = [];
  NAMES.forEach((names, place) => {
    const matches = names.map((name, which) => ({ match: matchOf(name, wanted, spelling), which })).filter(({ match }) => match);
    if (!matches.length) return;
    const { match, which } = matches.reduce((best, other) => (other.match.rank < best.match.rank ? other : best));
    found.push({ place, which, ...match });
  });
  return found.sort((a, b) => a.rank - b.rank || DATA.nodes[b.place].degree - DATA.nodes[a.place].degree || a.place - b.place).slice(0, HITS);
}

/** A name with the part that was searched for marked. */
function markedName({ place, which, start, end }) {
  const characters = [...NAMES[place][which].text];
  const part = (from, to) => characters.slice(from, to).join("");
  return [part(Math.max(0, start - LONGEST), start), make("mark", {}, part(start, end)), part(end, end + LONGEST)];
}

function hitItem(hit, rank) {
  const entity = DATA.entities[hit.place];
  const attributes = { role: "option", id: `hit-${rank}`, "aria-selected": String(rank === activeHit), onmousedown: (event) => { event.preventDefault(); takeHit(rank); } };
  const name = hit.which === 0 ? markedName(hit) : [entity.name.slice(0, LONGEST)];
  const detail = hit.which === 0 ? [cutText(className(entity.type), ROOM.label)] : ["= ", ...markedName(hit)];
  return make("li", attributes, swatch(entity.type), make("span", { class: "name" }, ...name), make("span", { class: "detail" }, ...detail));
}

function renderHits() {
  const open = byId("search").value.trim() !== "" && document.activeElement === byId("search");
  const items = hitPlaces.length ? hitPlaces.map(hitItem) : [make("li", { class: "detail" }, word("noHit"))];
  byId("hits").hidden = !open;
  byId("hits").replaceChildren(...items);
  byId("said").textContent = open ? `${hitPlaces.length} ${word("hits")}` : "";
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
