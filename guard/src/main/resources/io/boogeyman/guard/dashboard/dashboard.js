"use strict";
// Whatever comes from the gateway is put in as text, never as HTML: clients choose their names.

const byId = id => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const TREND = 180;

let state = null;              // the overview, as far as it is known
const clients = new Map();     // rows by number
const elements = new Map();    // table rows by number
let order = [];                // numbers, the most suspicious first
let clockAhead = 0;            // the gateway's clock less this machine's, in milliseconds
let heardAt = 0;               // when something was heard last
let chosen = null;             // name of the client in the drawer
let detailAt = 0;
let feed = null;
let wanted = new URLSearchParams(location.hash.slice(1)).get("client"); // a client whom a link names

// ---- Words and numbers

const whole = new Intl.NumberFormat("en", {maximumFractionDigits: 0});
const one = new Intl.NumberFormat("en", {maximumFractionDigits: 1, minimumFractionDigits: 1});
const clock = new Intl.DateTimeFormat("en-GB", {hour: "2-digit", minute: "2-digit", second: "2-digit"});
const day = new Intl.DateTimeFormat("en-GB", {day: "numeric", month: "short", hour: "2-digit", minute: "2-digit"});

/** Text of strangers with what cannot be seen, or turns the direction of writing, made visible. */
function shown(text) {
  return text.replace(/[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu,
    c => "‹U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "›");
}

const now = () => Date.now() + clockAhead;
const amount = n => n < 10 && n !== Math.round(n) ? one.format(n) : whole.format(n);
const percent = share => share > 0 && share < .01 ? "<1 %" : whole.format(share * 100) + " %";
const milliseconds = ms => ms < 1 ? ms.toFixed(2) : ms < 10 ? ms.toFixed(1) : whole.format(ms);
const images = n => whole.format(n) + (n === 1 ? " image" : " images");

function suspicion(s) {
  return s === 0 ? "0" : s < .01 ? "<0.01" : s < 10 ? s.toFixed(2) : whole.format(s);
}

function span(ms) {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return s + " s";
  if (s < 3600) return Math.floor(s / 60) + " min";
  if (s < 86400) return Math.floor(s / 3600) + " h";
  return Math.floor(s / 86400) + " d";
}

const time = at => (now() - at < 72e6 ? clock : day).format(at);
const className = i => state.model.classes[i] === undefined ? "class " + i : shown(state.model.classes[i]);

/** Where suspicion stands on a scale from 0 to 1: accusation at three quarters, beyond ever closer to the end. */
const place = s => s <= 1 ? .75 * s : 1 - .25 / s;

/** How hot a step is: 0 for trusted, 4 for the highest. */
function heat(level) {
  const steps = state.rules ? state.rules.steps.length : Math.max(1, ...[...clients.values()].map(c => c.level));
  return level === 0 ? 0 : Math.max(1, Math.min(4, Math.ceil(4 * level / Math.max(1, steps))));
}

// ---- Putting things on the page, only where they have changed

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function mark(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

function make(tag, text, kind) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

/** Text of strangers, which keeps its direction of writing to itself. */
const foreign = text => make("bdi", shown(text));

function draw(parent, tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

function facts(list, pairs) {
  const same = list.childElementCount === 2 * pairs.length;
  if (!same) list.replaceChildren(...pairs.flatMap(() => [make("dt"), make("dd")]));
  pairs.forEach(([word, text], i) => {
    put(list.children[2 * i], word);
    put(list.children[2 * i + 1], text);
  });
}

// ---- Header and tiles

function showHeader() {
  put(byId("model"), shown(state.model.name) + ", version " + shown(state.model.version));
  const policy = state.policies[0];
  const line = byId("policy");
  if (policy) {
    if (!line.firstElementChild) line.replaceChildren("policy ", make("b"), make("span"));
    put(line.children[0], shown(policy.version));
    put(line.children[1], " by " + shown(policy.author) + ", in force for " + span(now() - policy.at) + ", since " + time(policy.at));
  } else {
    put(line, "no policy has come into force yet");
  }
  const health = byId("health");
  mark(health, "data-state", state.health.state);
  put(health.children[1], state.health.state);
  put(health.children[2], shown(state.health.reason));
  const suspects = state.figures.suspects;
  document.title = (suspects ? "(" + suspects + ") " : "") + shown(state.model.name) + " guard";
}

function tile(id, value, unit, note, kind) {
  const element = byId(id);
  const figure = element.querySelector(".value");
  if (figure.textContent !== value + unit) figure.replaceChildren(value, make("small", unit));
  put(element.querySelector(".note"), note);
  mark(element, "class", "tile" + (kind ? " " + kind : ""));
}

function showTiles() {
  const f = state.figures, asked = f.answered + f.refused, latency = f.latency;
  tile("rate", amount(f.images), "", amount(f.requests) + (f.requests === 1 ? " request" : " requests"));
  tile("clients", whole.format(f.clients), "", "in the last 5 minutes");
  tile("suspects", whole.format(f.suspects) + (f.suspects >= 1024 ? "+" : ""), "",
    f.suspects ? "on a step above trusted" : "all clients are trusted", f.suspects ? "warm" : "");
  tile("refused", whole.format(f.refused), "",
    f.refused ? percent(f.refused / asked) + " of what was asked" : "nothing refused", f.refused ? "warm" : "");
  tile("latency", latency.whole.count ? milliseconds(latency.whole.median) : "–", latency.whole.count ? " ms" : "",
    latency.whole.count ? "p99 " + milliseconds(latency.whole.p99) + " ms" : "nothing answered lately");
  byId("latency").title = latency.whole.count ? ["model", "detectors", "release"].map(part =>
    part + ": median " + milliseconds(latency[part].median) + " ms, p99 " + milliseconds(latency[part].p99) + " ms").join("\n") : "";
  tile("late", whole.format(f.late), "", f.late ? percent(f.late / Math.max(1, asked)) + " of what was asked" : "all in time", f.late ? "bad" : "");
  trend(byId("rate"), sinceStart(state.series.images));
  trend(byId("refused"), sinceStart(state.series.refused));
}

/** Before the gateway was there nobody asked, which says nothing; a minute at least. */
function sinceStart(values) {
  const start = Math.min(...state.policies.map(policy => policy.at)), width = state.series.width;
  const lived = Number.isFinite(start) ? state.series.end - Math.floor(start / 1000 / width) + 1 : values.length;
  return values.slice(-Math.max(60 / width, lived));
}

function trend(element, values) {
  const svg = element.querySelector(".trend");
  const most = Math.max(1, ...values);
  const steps = values.map((v, i) => "L" + i + " " + (30 - 28 * v / most).toFixed(1));
  mark(svg, "viewBox", "0 0 " + (values.length - 1) + " 30");
  mark(svg, "preserveAspectRatio", "none");
  if (!svg.firstChild) draw(svg, "path", {});
  mark(svg.firstChild, "d", "M0 31" + steps.join("") + "L" + (values.length - 1) + " 31Z");
}

// ---- Clients

function newRow(client) {
  const row = byId("row").content.firstElementChild.cloneNode(true);
  row.querySelector("bdi").textContent = shown(client.name);
  row.querySelector(".open").title = shown(client.name);
  row.dataset.id = client.id;
  elements.set(client.id, row);
  return row;
}

function showRow(client) {
  const row = elements.get(client.id) || newRow(client);
  const cell = name => row.querySelector("td.c-" + name);
  mark(row, "data-heat", heat(client.level));
  put(cell("step").firstElementChild, shown(client.step));
  cell("bar").querySelector("i").style.width = 100 * place(client.suspicion) + "%";
  put(cell("bar").querySelector(".figure"), suspicion(client.suspicion));
  spark(cell("spark").firstElementChild, client.spark);
  put(cell("images").querySelector(".figure"), whole.format(client.images));
  put(cell("images").querySelector("small"), client.repeats ? percent(client.repeats / client.images) + " again" : "");
  showBudget(cell("budget"), client.budget);
  const top = client.top[0];
  put(cell("top").querySelector("span"), top ? className(top.index) : "–");
  put(cell("top").querySelector("small"), top ? percent(top.count / client.images)
    + ", " + client.classes + (client.classes === 1 ? " class" : " classes") : "");
  cell("top").title = client.top.map(t => className(t.index) + ": " + images(t.count)).join("\n");
  put(cell("released").firstElementChild, client.refusedNow ? "refused" : shown(client.released) || "–");
  cell("released").title = client.refusedNow ? "refused: " + client.released : client.released;
  cell("released").classList.toggle("refused", client.refusedNow);
  row.classList.toggle("chosen", client.name === chosen);
}

function spark(svg, values) {
  mark(svg, "viewBox", "0 0 31 26");
  mark(svg, "preserveAspectRatio", "none");
  const [line, curve] = svg.children, y = s => (25 - 24 * place(s)).toFixed(1);
  for (const [name, value] of [["x1", 0], ["x2", 31], ["y1", y(1)], ["y2", y(1)]]) mark(line, name, value);
  const step = values.length > 1 ? 31 / (values.length - 1) : 0;
  mark(curve, "points", (values.length === 1 ? [values[0], values[0]] : values)
    .map((s, i) => (values.length === 1 ? 31 * i : i * step).toFixed(1) + "," + y(s)).join(" "));
}

function showBudget(cell, budget) {
  const gauge = cell.querySelector(".gauge");
  gauge.hidden = !budget;
  put(cell.querySelector(".figure"), budget ? percent(budget.allowed ? budget.used / budget.allowed : 1) : "–");
  if (!budget) return;
  const share = budget.allowed ? Math.min(1, budget.used / budget.allowed) : 1;
  gauge.querySelector("i").style.width = 100 * share + "%";
  gauge.classList.toggle("full", share >= 1);
  cell.title = whole.format(budget.used) + " of " + budget.allowance;
}

function showSeen() {
  for (const [id, row] of elements) put(row.querySelector("td.c-seen"), span(now() - clients.get(id).seen));
}

/** Rows do not move away from under the pointer. */
const pointing = () => matchMedia("(hover: hover)").matches && byId("rows").matches(":hover");

function showOrder() {
  const held = pointing();
  byId("held").hidden = !held;
  const body = byId("rows"), sought = byId("find").value.trim().toLowerCase();
  const listed = new Set(order);
  for (const [id, row] of elements) if (!listed.has(id)) { row.remove(); elements.delete(id); clients.delete(id); }
  let next = body.firstElementChild;
  for (const id of order) {
    const row = elements.get(id);
    row.hidden = sought !== "" && !clients.get(id).name.toLowerCase().includes(sought);
    if (row === next) next = next.nextElementSibling;
    else if (!held || !row.isConnected) body.insertBefore(row, next);
  }
  showNobody(sought);
}

function showNobody(sought) {
  const empty = byId("nobody");
  if (!empty.dataset.text) empty.dataset.text = empty.textContent;
  empty.hidden = order.some(id => !elements.get(id).hidden);
  put(empty, order.length ? "None of the " + order.length + " clients shown here is called like “" + sought + "”." : empty.dataset.text);
}

// ---- Alerts and policy

function showAlerts() {
  const list = byId("alerts");
  byId("no-alerts").hidden = state.alerts.length > 0;
  put(byId("alerts-count"), state.alerts.length >= 200 ? "the last 200" : state.alerts.length ? String(state.alerts.length) : "");
  const known = new Set([...list.children].map(item => Number(item.dataset.id)));
  for (const alert of [...state.alerts].reverse()) if (!known.has(alert.id)) list.prepend(alertItem(alert));
  while (list.childElementCount > state.alerts.length) list.lastElementChild.remove();
}

function alertItem(alert) {
  const item = make("li", undefined, alert.alert ? "" : "silent");
  item.dataset.id = alert.id;
  item.dataset.heat = heat(alert.level);
  const line = make("div", undefined, "line"), name = make("button", undefined, "open");
  name.append(foreign(alert.client));
  name.title = shown(alert.client);
  name.addEventListener("click", () => open(alert.client));
  line.append(name, make("time", time(alert.at)));
  const what = make("p");
  what.append(shown(alert.from) + " → ", make("span", shown(alert.to), "to"), " at " + suspicion(alert.suspicion));
  item.append(line, what, make("p", (alert.detector ? shown(alert.detector) + ", " : "") + "after " + images(alert.queries), "note"));
  return item;
}

function showPolicy() {
  const policy = state.policies[0], rules = state.rules;
  facts(byId("policy-facts"), (policy ? [
    ["Version", shown(policy.version)], ["Author", shown(policy.author)],
    ["Since", time(policy.at)], ["Digest", policy.digest.slice(0, 16)]] : [["Version", "none yet"]])
    .concat(rules ? [["Detectors", rules.detectors.map(shown).join(", ") || "none"], ["Answers", shown(rules.release)]] : []));
  byId("steps").hidden = !rules || !rules.steps.length;
  if (rules) byId("steps").tBodies[0].replaceChildren(...rules.steps.map(stepRow));
  listed("earlier", state.policies.slice(1), load =>
    time(load.at) + ": " + shown(load.version) + " by " + shown(load.author) + ", " + load.digest.slice(0, 16));
  listed("failures", state.failures, failure =>
    time(failure.at) + ": " + shown(failure.reason) + " (" + images(failure.images) + " of " + shown(failure.client) + ")");
}

function stepRow(step, i) {
  const row = make("tr"), name = make("th"), badge = make("span", shown(step.name), "badge");
  name.scope = "row";
  badge.dataset.heat = heat(i + 1);
  name.append(badge);
  const answers = make("td", step.refuse ? "none, refused" : step.release ? shown(step.release) : "as before");
  if (step.delay) answers.append(", held back " + milliseconds(step.delay) + " ms");
  answers.append(make("small", step.refuse ? "for " + span(step.hold) : "at least " + span(step.hold) + ", until down to " + step.until));
  row.append(name, make("td", String(step.at), "number"), answers);
  return row;
}

function listed(id, entries, words) {
  byId(id).hidden = entries.length === 0;
  byId(id).querySelector("ol").replaceChildren(...entries.map(entry => make("li", words(entry))));
}

// ---- One client

async function open(name) {
  chosen = name;
  put(byId("drawer-name"), shown(name));
  byId("drawer").hidden = false;
  history.replaceState(null, "", "#client=" + encodeURIComponent(name));
  byId("close").focus({preventScroll: true});
  markChosen();
  await refreshDetail();
}

function close() {
  const row = [...elements.values()].find(row => clients.get(Number(row.dataset.id)).name === chosen);
  chosen = null;
  byId("drawer").hidden = true;
  history.replaceState(null, "", location.pathname);
  markChosen();
  if (row) row.querySelector(".open").focus({preventScroll: true});
}

function markChosen() {
  for (const [id, row] of elements) row.classList.toggle("chosen", clients.get(id).name === chosen);
}

/** A name that may hold anything, as it can stand in an address. */
function base64(text) {
  const bytes = Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte));
  return btoa(bytes.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function refreshDetail() {
  const name = chosen;
  detailAt = Date.now();
  try {
    const response = await fetch("api/clients?base64=" + base64(name), {headers: {accept: "application/json"}});
    const detail = response.ok ? await response.json() : null;
    if (name !== chosen) return;
    byId("drawer-gone").hidden = response.status !== 404;
    byId("drawer-content").hidden = !detail;
    if (detail) showDetail(detail);
  } catch {
    // The line at the top says that there is no connection.
  }
}

function showDetail(detail) {
  const row = detail.row;
  const badge = byId("drawer-step");
  put(badge, shown(row.step));
  mark(badge, "data-heat", heat(row.level));
  const refusals = Object.entries(detail.refusals).map(([why, n]) => whole.format(n) + " " + why).join(", ");
  facts(byId("drawer-facts"), [
    ["Suspicion", suspicion(row.suspicion)], ["First seen", time(detail.first)],
    ["Images", whole.format(row.images)], ["Last seen", time(row.seen)],
    ["Asked again", row.images ? percent(row.repeats / row.images) : "–"], ["Answered", whole.format(detail.requests) + (detail.requests === 1 ? " request" : " requests")],
    ["Refused", refusals || "nothing"], ["Budget", row.budget ? whole.format(row.budget.used) + " of " + row.budget.allowance : "not told"],
    ["Held back", detail.delay ? milliseconds(detail.delay) + " ms" : "no"],
    ["Released", row.refusedNow ? "refused" : shown(row.released) || "–"]]);
  showEvidence(detail);
  showSpans(detail.spans);
  showClasses(detail);
  byId("changes").replaceChildren(...(detail.steps.length ? detail.steps.map(changeItem) : [make("li", "none")]));
}

function changeItem(change) {
  const item = make("li");
  item.append(make("time", time(change.at)),
    make("span", shown(change.from) + (change.up ? " → " : " ↓ ") + shown(change.to)), make("span", "at " + suspicion(change.suspicion)));
  return item;
}

function showEvidence(detail) {
  const svg = byId("evidence"), {times, detectors} = detail.history;
  const width = svg.clientWidth || 560, height = 190, left = 30, bottom = 166;
  const from = times.length ? times[0] : detail.first, to = Math.max(detail.row.seen, from + 1000);
  const x = at => left + (width - left - 2) * Math.min(1, Math.max(0, (at - from) / (to - from)));
  const y = s => bottom - (bottom - 8) * place(s);
  svg.replaceChildren();
  mark(svg, "viewBox", "0 0 " + width + " " + height);
  for (const s of [0, .5, 1, 2, 10]) {
    draw(svg, "line", {class: s === 1 ? "accused" : "grid", x1: left, x2: width, y1: y(s), y2: y(s)});
    draw(svg, "text", {x: left - 6, y: y(s) + 4, "text-anchor": "end"}, String(s));
  }
  draw(svg, "text", {class: "accused-word", x: left + 4, y: y(1) - 4}, "accused");
  showChanges(svg, detail.steps.filter(change => change.at >= from), x, {left, width, bottom});
  detectors.forEach((detector, i) => draw(svg, "polyline", {class: "l" + i % 6, points: curve(times, detector.values, x, y, to)}));
  draw(svg, "text", {x: left, y: height - 6}, time(from));
  draw(svg, "text", {x: width - 2, y: height - 6, "text-anchor": "end"}, time(to));
  byId("legend").replaceChildren(...detectors.map((detector, i) => {
    const item = make("li", undefined, "l" + i % 6);
    item.append(shown(detector.name) + " ", make("b", suspicion(detail.evidence[detector.name] ?? detector.values.at(-1) ?? 0)));
    return item;
  }));
}

/** Each with its step's name, where there is room for it. */
function showChanges(svg, changes, x, {left, width, bottom}) {
  let free = left;
  for (const change of [...changes].reverse()) {
    const at = x(change.at), name = shown(change.to), room = 6.5 * name.length + 8;
    draw(svg, "line", {class: "change", x1: at, x2: at, y1: 4, y2: bottom});
    if (at >= free && at + room <= width) {
      draw(svg, "text", {class: "change-word", x: at + 4, y: bottom - 5}, name);
      free = at + room;
    }
  }
}

/** The last value holds until the client was seen last. */
function curve(times, values, x, y, to) {
  const points = values.map((s, i) => x(times[i]).toFixed(1) + "," + y(s).toFixed(1));
  if (values.length) points.push(x(to).toFixed(1) + "," + y(values.at(-1)).toFixed(1));
  return points.join(" ");
}

function showSpans(spans) {
  const strip = byId("strip"), names = [...new Set(spans.filter(s => !s.refused).map(s => s.name))];
  const kind = s => s.refused ? "refused" : "s" + Math.min(3, names.indexOf(s.name));
  strip.replaceChildren();
  mark(strip, "viewBox", "0 0 1000 18");
  mark(strip, "preserveAspectRatio", "none");
  const from = spans.length ? spans[0].from : 0, to = spans.length ? Math.max(spans.at(-1).to, from + 1) : 1;
  spans.forEach((s, i) => {
    const begin = 1000 * (s.from - from) / (to - from), next = spans[i + 1] ? spans[i + 1].from : to;
    draw(strip, "rect", {class: kind(s), x: begin, width: Math.max(3, 1000 * (next - from) / (to - from) - begin), y: 0, height: 18});
  });
  byId("spans").replaceChildren(...(spans.length ? [...spans].reverse().slice(0, 12).map(s => spanItem(s, kind(s))) : [make("li", "nothing yet")]));
}

function spanItem(s, kind) {
  const item = make("li"), what = make("span", undefined, kind);
  what.append(make("i"), (s.refused ? "refused: " : "") + shown(s.name));
  item.append(make("time", time(s.from) + (s.to - s.from >= 1000 ? " – " + time(s.to) : "")), what, make("span", images(s.images)));
  return item;
}

function showClasses(detail) {
  const most = Math.max(1, ...detail.classes.map(c => c.count)), total = state.model.classes.length;
  put(byId("classes-note"), detail.classes.length ? detail.row.classes + " of " + total + " classes"
    + (detail.otherImages ? "; " + images(detail.otherImages) + " of classes that are not listed" : "") : "none yet");
  byId("classes").replaceChildren(...detail.classes.map(c => {
    const item = make("li"), name = make("span", className(c.index)), gauge = make("div", undefined, "gauge plain"), bar = make("i");
    name.title = className(c.index);
    bar.style.width = 100 * c.count / most + "%";
    gauge.append(bar);
    item.append(name, gauge, make("span", whole.format(c.count), "number"));
    return item;
  }));
}

// ---- What the gateway tells

function heard() {
  heardAt = Date.now();
  clockAhead = state.now - heardAt;
  document.body.classList.remove("waiting", "stale");
  put(byId("live"), "live");
}

function takeAll(all) {
  state = all;
  byId("alerts").replaceChildren();
  for (const client of all.clients) {
    const known = clients.get(client.id);
    // A gateway that was started anew counts anew.
    if (known && known.name !== client.name) { elements.get(client.id).remove(); elements.delete(client.id); }
    clients.set(client.id, client);
  }
  order = all.clients.map(client => client.id);
  heard();
  showHeader();
  showTiles();
  all.clients.forEach(showRow);
  showOrder();
  showSeen();
  showAlerts();
  showPolicy();
  if (wanted !== null) open(wanted);
  wanted = null;
  detailIfDue();
}

function takeChange(change) {
  const {rows = [], order: newOrder, series, alerts, ...parts} = change;
  Object.assign(state, parts);
  if (series) takeSeries(series);
  if (alerts) state.alerts = alerts.concat(state.alerts).slice(0, 200);
  for (const row of rows) clients.set(row.id, Object.assign(clients.get(row.id) || {}, row));
  if (newOrder) order = newOrder;
  heard();
  showHeader();
  showTiles();
  if (parts.rules) clients.forEach(showRow); else rows.forEach(row => showRow(clients.get(row.id)));
  showOrder();
  showSeen();
  if (alerts) showAlerts();
  if (parts.policies || parts.rules || parts.failures) showPolicy();
  if (rows.some(row => clients.get(row.id).name === chosen)) detailIfDue();
}

function takeSeries(recent) {
  const known = state.series, gap = recent.end - known.end;
  for (const name of ["images", "refused", "late"]) {
    const kept = gap >= recent[name].length ? known[name].concat(Array(gap - recent[name].length).fill(0))
      : known[name].slice(0, known[name].length - (recent[name].length - gap));
    known[name] = kept.concat(recent[name]).slice(-TREND);
  }
  known.end = recent.end;
}

function detailIfDue() {
  if (chosen !== null && Date.now() - detailAt > 1800) refreshDetail();
}

function listen() {
  feed = new EventSource("api/events");
  feed.addEventListener("state", event => takeAll(JSON.parse(event.data)));
  feed.addEventListener("change", event => takeChange(JSON.parse(event.data)));
  feed.addEventListener("error", () => { if (feed.readyState === EventSource.CLOSED) ask(); });
}

/** Where there is no feed, because too many look or the session is over, or the gateway is away. */
async function ask() {
  let wait = 5000;
  try {
    const response = await fetch("api/state");
    if (response.status === 401) return location.reload();
    if (response.ok) {
      takeAll(await response.json());
      put(byId("live"), "every 5 s");
    }
  } catch {
    wait = 3000;
  }
  setTimeout(listen, wait);
}

function watchConnection() {
  if (heardAt && Date.now() - heardAt > 12000) {
    document.body.classList.add("stale");
    put(byId("live"), "no connection for " + span(Date.now() - heardAt));
  }
}

// ---- Keys and clicks

function moveFocus(step) {
  const buttons = [...byId("rows").querySelectorAll("tr:not([hidden]) .open")];
  const at = buttons.indexOf(document.activeElement);
  const next = buttons[at < 0 ? 0 : Math.max(0, Math.min(buttons.length - 1, at + step))];
  if (next) next.focus();
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "Escape" && chosen !== null) close();
  else if (event.key === "/" && !typing) byId("find").focus();
  else if (event.key === "ArrowDown" && !byId("drawer").contains(event.target)) moveFocus(1);
  else if (event.key === "ArrowUp" && !byId("drawer").contains(event.target)) moveFocus(-1);
  else return;
  event.preventDefault();
});
byId("rows").addEventListener("click", event => {
  const row = event.target.closest("tr");
  if (row) open(clients.get(Number(row.dataset.id)).name);
});
byId("close").addEventListener("click", close);
byId("find").addEventListener("input", () => { if (state) showOrder(); });
setInterval(watchConnection, 1000);

listen();
