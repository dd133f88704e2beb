// The list's rows from the editor's own server, which keeps them and looks for words itself.
(function () {
  "use strict";

  async function ask(url, action, params) {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json; charset=utf-8" },
      body: JSON.stringify({ action, params }),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error);
    return told;
  }

  window.redaksiLocal = function ({ proxyUrl }) {
    return {
      rows: async () => ({ ...(await ask(proxyUrl, "list", {})), whole: true }),
      find: async (words) => (await ask(proxyUrl, "find", { words })).found,
      all: async () => {},
    };
  };
})();
