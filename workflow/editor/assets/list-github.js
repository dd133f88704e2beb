// The list's rows from GitHub alone, with few questions: many files are one question of GraphQL.
// At first only what has a pull request of its own, the newest letters, and the articles of those that are open or came
// last; all the rest when somebody looks for words, for a year, or asks for it, and is then known until the page is closed.
(function () {
  "use strict";

  const BATCH = 150; // files of one question; also the letters that are read at first
  const STORIES = 60; // articles that are read at first, beside those whose letter is still open
  const ABREAST = 3;
  const WAIT = "GitHub meminta menunggu; coba lagi beberapa menit lagi.";
  const REFUSED = { 401: "Tanda masuk Anda tidak berlaku lagi; keluar, lalu masuk lagi.", 403: WAIT, 429: WAIT };
  const SLUG = /^(?:20\d\d\/)?[a-z0-9-]+$/;

  // `made`: Decap's own backend, which holds who has signed in; `format`: reads a record's header (format.js).
  window.redaksiGithub = function (made, { folders, states }, format) {
    const texts = new Map();
    let years, written, opening, reading;
    let whole = false;

    async function ask(path, body) {
      const answer = await fetch(made.apiRoot + path, {
        method: body ? "POST" : "GET",
        headers: { Authorization: `${made.tokenKeyword} ${made.token}`, Accept: "application/vnd.github+json" },
        body: body && JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(REFUSED[answer.status] || `GitHub menjawab ${answer.status}; coba lagi.`);
      return answer.json();
    }

    // What lies at places (`branch:path`, or an object's name), by their order; null where nothing is.
    async function look(places, wanted) {
      const [owner, name] = made.originRepo.split("/");
      const parts = places.map((place, at) => `x${at}: object(${place.oid ? "oid" : "expression"}: ${JSON.stringify(place.oid || place)}) { ${wanted} }`);
      const query = `query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${parts.join(" ")} } }`;
      const told = await ask("/graphql", { query, variables: { owner, name } });
      const [error] = told.errors || [];
      if (!told.data?.repository) throw new Error(error?.type === "RATE_LIMITED" ? WAIT : error?.message || "GitHub tidak menjawab.");
      return places.map((_, at) => told.data.repository[`x${at}`]);
    }

    const namesIn = async (places, more = "") =>
      (await look(places, `... on Tree { entries { name ${more} } }`)).map((tree) => tree?.entries || []);
    const textsOf = async (places) => (await look(places, "... on Blob { text }")).map((blob) => blob?.text ?? null);
    const path = (kind, name) => `${folders[kind]}/${name}.md`;

    async function keep(entries) {
      const few = entries.slice(0, BATCH);
      if (!few.length) return;
      (await textsOf(few.map(([, place]) => place))).forEach((text, at) => text !== null && texts.set(few[at][0], { text, row: row(few[at][0], text, "") }));
    }

    // Articles and letters that have a pull request of the editor's, with the state that its label names.
    async function pulls() {
      const open = await ask(`/repos/${made.originRepo}/pulls?state=open&per_page=100&base=${encodeURIComponent(made.branch)}`);
      const found = open.map((pull) => {
        const [, kind, name] = /^cms\/([a-z]+)\/(.+)$/.exec(pull.head.ref) || [];
        const label = pull.labels.map((one) => one.name).find((one) => one.startsWith("decap-cms/"));
        return folders[kind] && SLUG.test(name) ? { kind, name, ref: pull.head.ref, state: (label || "").slice(10) || "draft" } : null;
      });
      return found.filter(Boolean);
    }

    // The articles of letters, those of open ones first.
    function storiesOf(letters) {
      const heads = letters.map((name) => texts.get(`surat/${name}`)).filter(Boolean).map(({ text }) => format.surat.fromFile(text));
      const named = heads.filter(({ news }) => typeof news === "string" && SLUG.test(news));
      const isOpen = ({ status }) => !states.surat.closed.includes(status);
      const names = [...named.filter(isOpen), ...named.slice(0, STORIES)].map(({ news }) => news);
      return [...new Set(names)];
    }

    async function open() {
      const kinds = Object.keys(folders);
      const [below, mine] = await Promise.all([namesIn(kinds.map((kind) => `${made.branch}:${folders[kind]}`)), pulls()]);
      years = Object.fromEntries(kinds.map((kind, at) => [kind, below[at].map(({ name }) => name).filter((name) => /^20\d\d$/.test(name)).sort().reverse()]));
      const latest = years.surat.slice(0, 2);
      const letters = (await namesIn(latest.map((year) => `${made.branch}:${folders.surat}/${year}`)))
        .flatMap((entries, at) => entries.map(({ name }) => `${latest[at]}/${name.replace(/\.md$/, "")}`)).sort().reverse().slice(0, BATCH);
      await keep(letters.map((name) => [`surat/${name}`, `${made.branch}:${path("surat", name)}`]));
      await keep(storiesOf(letters).map((name) => [`berita/${name}`, `${made.branch}:${path("berita", name)}`]));
      written = new Map();
      const drafts = mine.length ? await textsOf(mine.map(({ ref, kind, name }) => `${ref}:${path(kind, name)}`)) : [];
      mine.forEach(({ kind, name, state }, at) => {
        const key = `${kind}/${name}`;
        if (drafts[at] !== null) written.set(key, { text: drafts[at], row: row(key, drafts[at], state) });
      });
    }

    function row(key, text, state) {
      const at = key.indexOf("/");
      const [kind, name] = [key.slice(0, at), key.slice(at + 1)];
      const { title, status, publish_at: when, request, letter } = format[kind].fromFile(text);
      const about = kind === "surat" ? [letter?.subject, status, letter?.received, letter?.from] : [title, status, when, request];
      const [first, ...rest] = about.map((one) => (typeof one === "string" ? one : ""));
      return [kind, name, first || name, ...rest, state, 0];
    }

    async function everything(progress) {
      const folderOf = Object.entries(years).flatMap(([kind, list]) => list.map((year) => [kind, year]));
      const listed = [];
      for (const [kind, year] of folderOf) {
        const [entries] = await namesIn([`${made.branch}:${folders[kind]}/${year}`], "oid");
        for (const { name, oid } of entries) if (name.endsWith(".md")) listed.push([`${kind}/${year}/${name.slice(0, -3)}`, { oid }]);
      }
      const batches = [];
      for (let at = 0; at < listed.length; at += BATCH) batches.push(listed.slice(at, at + BATCH));
      let done = 0;
      const worker = async () => {
        for (let few = batches.shift(); few; few = batches.shift()) {
          await keep(few);
          progress((done += few.length), listed.length);
        }
      };
      await Promise.all(Array.from({ length: ABREAST }, worker));
      whole = true;
    }

    const all = (progress) => (reading ||= everything(progress).catch((error) => { reading = undefined; throw error; }));
    return {
      rows: async (anew) => {
        if (anew || !opening) opening = open();
        await opening.catch((error) => { opening = undefined; throw error; });
        const main = [...texts].filter(([key]) => !written.has(key)).map(([, one]) => one.row);
        const ours = [...written].map(([, one]) => one.row);
        const read = [...texts.keys()].filter((key) => key.startsWith("surat/")).length;
        return { rows: [...ours, ...main], whole, read, years: Object.values(years).flat() };
      },
      find: async (sought, progress) => {
        await all(progress);
        const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
        return [...texts, ...written].filter(([, { text }]) => words.every((word) => text.toLowerCase().includes(word))).map(([key]) => key);
      },
      all,
    };
  };
})();
