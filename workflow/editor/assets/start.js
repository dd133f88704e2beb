// Begins the editor with the office's own settings, and its own list in the place of Decap's.
(async function () {
  "use strict";
  try {
    const answer = await fetch("config.json", { credentials: "same-origin" });
    const { config, formats, list, story } = await answer.json();
    const readers = {};
    for (const [name, { order, fields }] of Object.entries(formats)) {
      readers[name] = window.redaksiFormat(order, fields);
      CMS.registerCustomFormat(name, "md", readers[name]);
    }

    // Decap's backend as it is, but for its lists: those are ours, and asking for them would read every file.
    // What is on branches of its own it asks for, several questions each, only when a list is left.
    const LIST = /^#?\/?(?:collections\/[a-z]+\/?(?:search\/.*)?|search\/.*)?$/;
    let waiting;

    function away() {
      return new Promise((done) => {
        const look = () => {
          if (LIST.test(location.hash)) return;
          window.removeEventListener("hashchange", look);
          done();
        };
        window.addEventListener("hashchange", look);
        look();
      });
    }

    const backend = CMS.getBackend(config.backend.name);
    const begin = backend.init;
    backend.init = (...given) => {
      const made = begin(...given);
      const branches = made.unpublishedEntries.bind(made);
      made.unpublishedEntries = () => (waiting ||= away().then(branches).finally(() => (waiting = undefined)));
      made.entriesByFolder = made.allEntriesByFolder = async () => [];
      const source = config.backend.name === "proxy" ? window.redaksiLocal(made) : window.redaksiGithub(made, list, readers);
      window.redaksiList(source, list);
      return made;
    };
    window.redaksiStory(story, config.backend);
    CMS.init({ config: window.redaksiKeep(config) });
  } catch (error) {
    document.getElementById("nc-root").textContent = redaksiTold.spoken(error).message;
  }
})();
