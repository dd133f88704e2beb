// The list of articles and letters, in the place of Decap's own, which reads and shows everything at once:
// what waits comes first, fifty to a page, with filters by year and state. Where the rows come from, list-local.js and
// list-github.js know.
(function () {
  "use strict";

  const PAGE = 50;
  const KINDS = { berita: "Berita", surat: "Surat" };
  const SORTS = [
    ["waiting", "Yang menunggu dahulu"],
    ["newest", "Terbaru dahulu"],
    ["oldest", "Terlama dahulu"],
    ["state", "Menurut status"],
  ];
  const BRANCH = "branch:"; // Decap's states of what has a branch of its own: other words than a record's own
  const DATE = new Intl.DateTimeFormat("id", { day: "numeric", month: "short", year: "numeric" });
  const shown = { page: 0, year: "", state: "", sort: "waiting" };
  let source, words, data, box, place;

  // Decap may begin its backend more than once; the last one counts.
  window.redaksiList = function (made, listed) {
    const isFirst = !source;
    source = made;
    words = listed;
    if (!isFirst) return;
    new MutationObserver(look).observe(document.getElementById("nc-root"), { childList: true, subtree: true });
    window.addEventListener("hashchange", look);
    look();
  };

  // Which list is asked for: Decap's own addresses, so that its links and the way back lead here too.
  function asked() {
    const [path] = location.hash.slice(1).split("?");
    const one = /^\/(?:collections\/([a-z]+)(?:\/search\/(.+))?|search\/(.+))?$/.exec(path);
    if (!one || !document.querySelector("[class*='-CollectionContainer']")) return null;
    const term = one[2] || one[3] || "";
    try {
      return { kind: one[1] || (term ? "" : "berita"), term: decodeURIComponent(term) };
    } catch {
      return { kind: one[1] || "berita", term: "" };
    }
  }

  function look() {
    const wanted = asked();
    if (!wanted) {
      box?.remove();
      box = place = undefined;
      return;
    }
    if (place?.kind === wanted.kind && place.term === wanted.term) return;
    const isNew = !place; // whoever comes back finds the filters and the page as they were left
    if (!isNew) shown.page = 0;
    if (!isNew && place.kind !== wanted.kind) shown.state = "";
    place = wanted;
    if (!box) {
      box = make("main", { id: "r-list" });
      document.body.append(box);
      window.scrollTo(0, 0);
    }
    read(isNew);
  }

  // Read what is needed, and show it if it is still asked for.
  async function read(anew) {
    const wanted = place;
    try {
      if (anew || !data) {
        if (!data) say("Memuat daftar...");
        data = await source.rows(true);
      }
      if (wanted.term) {
        say("Mencari...");
        wanted.found = new Set(await source.find(wanted.term, progress));
        data = await source.rows();
      }
      if (wanted === place) draw();
    } catch (error) {
      if (wanted === place) fail(error);
    }
  }

  async function readAll() {
    const wanted = place;
    try {
      await source.all(progress);
      data = await source.rows();
      if (wanted === place) draw();
    } catch (error) {
      if (wanted === place) fail(error);
    }
  }

  function progress(done, all) {
    say(`Membaca ${number(done)} dari ${number(all)} berkas...`);
  }

  // Rows as they are compared: when they began to wait or were published, and whether they wait.
  function seen() {
    const received = new Map(data.rows.filter((row) => row[0] === "surat").map((row) => [row[1].replace("/", "-"), row[4]]));
    return data.rows.map(([kind, name, title, state, when, note, branch, late]) => {
      const at = Date.parse(when || received.get(note) || "") || 0;
      const waits = Boolean(branch) || !words.states[kind].closed.includes(state);
      return { kind, name, title, state: branch ? BRANCH + branch : state, at, note, waits, late: Boolean(late), year: name.slice(0, 4) };
    });
  }

  // The names of states, in their order.
  function names(kinds) {
    const written = Object.entries(words.branches).map(([key, name]) => [BRANCH + key, name]);
    return new Map([...written, ...kinds.flatMap((kind) => Object.entries(words.states[kind].states))]);
  }

  function chosen(all) {
    const ours = all.filter((one) => (!place.kind || one.kind === place.kind) && (!place.term || place.found.has(`${one.kind}/${one.name}`)));
    const fits = (one) =>
      (!shown.year || one.year === shown.year) &&
      (!shown.state || (shown.state === "waits" ? one.waits : shown.state === "late" ? one.late : one.state === shown.state));
    return { ours, list: ours.filter(fits).sort(ORDERS[shown.sort]) };
  }

  const newest = (one, two) => (two.at || -1) - (one.at || -1) || (one.name < two.name ? 1 : -1);
  const oldest = (one, two) => (one.at || Infinity) - (two.at || Infinity) || (one.name < two.name ? -1 : 1);
  const rank = (one) => [...names([one.kind]).keys()].indexOf(one.state);
  const ORDERS = {
    // As a newsroom works: whoever has waited longest is served first; what is done comes after, the newest on top.
    waiting: (one, two) => two.waits - one.waits || two.late - one.late || (one.waits ? oldest(one, two) : newest(one, two)),
    newest,
    oldest,
    state: (one, two) => rank(one) - rank(two) || newest(one, two),
  };

  function draw() {
    const { ours, list } = chosen(seen());
    const pages = Math.max(1, Math.ceil(list.length / PAGE));
    shown.page = Math.min(shown.page, pages - 1);
    const part = list.slice(shown.page * PAGE, (shown.page + 1) * PAGE);
    const waiting = list.filter((one) => one.waits).length;
    const isPart = data.whole ? "" : ` dari ${number(data.read)} surat terbaru`;
    box.replaceChildren(
      head(),
      finder(),
      filters(ours),
      make("p", { id: "r-list-said", role: "status", tabindex: "-1" }, `${number(list.length)} berkas, ${number(waiting)} menunggu${isPart}.`),
      ...cards(part),
      data.whole ? "" : more(),
      pager(pages),
    );
  }

  function head() {
    const title = place.term ? `Hasil pencarian “${place.term}”` : KINDS[place.kind];
    const tail = place.term ? `/search/${encodeURIComponent(place.term)}` : "";
    const links = Object.entries(KINDS).map(([kind, name]) => [`#/collections/${kind}${tail}`, name, place.kind === kind]);
    if (place.term) links.unshift([`#${tail}`, "Semua", !place.kind]);
    const tabs = links.map(([href, name, here]) => make("a", here ? { href, "aria-current": "page" } : { href }, name));
    const create = make("a", { href: "#/collections/berita/new", class: "r-new" }, "+ Berita baru");
    return make("header", {}, make("nav", { "aria-label": "Kumpulan" }, ...tabs), create, make("h1", {}, title));
  }

  function finder() {
    const input = make("input", { type: "search", name: "words", "aria-label": "Cari di semua", placeholder: "Cari di semua berita dan surat" });
    input.value = place.term;
    const form = make("form", { role: "search" }, input, make("button", {}, "Cari"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const term = input.value.trim();
      location.hash = term ? `#/search/${encodeURIComponent(term)}` : "#/collections/berita";
    });
    return form;
  }

  function filters(ours) {
    const years = [...new Set(data.years || ours.map((one) => one.year))].sort().reverse();
    const kinds = place.kind ? [place.kind] : Object.keys(KINDS);
    const late = ours.some((one) => one.late) ? [["late", "Terlambat"]] : [];
    return make(
      "div",
      { class: "r-filters" },
      choice("year", "Tahun", [["", "Semua tahun"], ...years.map((year) => [year, year])]),
      choice("state", "Status", [["", "Semua status"], ["waits", "Menunggu"], ...late, ...names(kinds)]),
      choice("sort", "Urutkan", SORTS),
    );
  }

  function choice(name, label, options) {
    const select = make("select", { name }, ...options.map(([value, text]) => make("option", { value }, text)));
    select.value = shown[name];
    if (!select.value) select.value = shown[name] = "";
    select.addEventListener("change", () => {
      Object.assign(shown, { [name]: select.value, page: 0 });
      draw();
      box.querySelector(`[name=${name}]`).focus();
      if (name === "year" && select.value && !data.whole) readAll();
    });
    return make("label", {}, label, select);
  }

  function cards(part) {
    if (!part.length) return [make("p", {}, "Tidak ada yang cocok.")];
    if (shown.sort !== "waiting") return [make("ul", {}, ...part.map(card))];
    const groups = [[true, "Menunggu"], [false, "Selesai, terbaru dahulu"]];
    return groups.flatMap(([waits, name]) => {
      const few = part.filter((one) => one.waits === waits);
      return few.length ? [make("h2", {}, name), make("ul", {}, ...few.map(card))] : [];
    });
  }

  function card(one) {
    const state = names([one.kind]).get(one.state) || one.state || "status tidak terbaca";
    const about = one.kind === "surat" ? [one.name.replace("/", "-"), words.senders[one.note] || one.note] : [one.note];
    const since = one.at ? `${one.waits ? "sejak " : ""}${DATE.format(one.at)}` : "";
    return make(
      "li",
      {},
      make("a", { class: "r-card", href: `#/collections/${one.kind}/entries/${one.name}` },
        make("strong", {}, one.title),
        make("span", { class: one.waits ? "r-state r-waits" : "r-state" }, state),
        one.late ? make("span", { class: "r-state r-late" }, "Terlambat") : "",
        make("small", {}, [place.kind ? "" : KINDS[one.kind], ...about, since].filter(Boolean).join(" · ")),
      ),
    );
  }

  function more() {
    const button = make("button", { type: "button" }, "Baca semua tahun");
    button.addEventListener("click", readAll);
    return make("p", { class: "r-more" }, "Yang lebih lama belum dibaca. ", button);
  }

  function pager(pages) {
    const step = (by, name) => {
      const button = make("button", { type: "button" }, name);
      button.disabled = shown.page + by < 0 || shown.page + by >= pages;
      button.addEventListener("click", () => {
        shown.page += by;
        draw();
        window.scrollTo(0, 0);
        box.querySelector("#r-list-said").focus();
      });
      return button;
    };
    if (pages < 2) return "";
    const here = make("span", {}, `Halaman ${number(shown.page + 1)} dari ${number(pages)}`);
    return make("nav", { class: "r-pager", "aria-label": "Halaman" }, step(-1, "Sebelumnya"), here, step(1, "Berikutnya"));
  }

  function say(text) {
    const there = box?.querySelector("#r-list-said");
    if (there) there.textContent = text;
    else box?.replaceChildren(make("h1", {}, KINDS[place.kind] || "Pencarian"), make("p", { id: "r-list-said", role: "status", tabindex: "-1" }, text));
  }

  function fail(error) {
    say(`Daftar tidak dapat dibaca: ${error.message || error}`);
    const again = make("button", { type: "button" }, "Coba lagi");
    again.addEventListener("click", () => read(true));
    box.querySelector("#r-list-said").append(" ", again);
  }

  function number(value) {
    return value.toLocaleString("id");
  }

  function make(name, attributes, ...children) {
    const one = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
    one.append(...children);
    return one;
  }
})();
