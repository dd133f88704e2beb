// The copy that the browser keeps of what was not saved: Decap offers it before the text itself has come, and the text then
// takes its place. So whoever asks the browser for such a copy waits until the form stands and nothing more is coming.
(function () {
  "use strict";
  const QUIET = 400; // milliseconds
  const find = IDBObjectStore.prototype.get;
  let coming = 0;
  let last = 0;

  // Note that something is being read, until it is there.
  function during(promise) {
    coming += 1;
    const end = () => {
      coming -= 1;
      last = performance.now();
    };
    promise.then(end, end);
  }

  function standing() {
    const form = document.querySelector("[class*='-ControlContainer']");
    return form && !coming && performance.now() - last > QUIET;
  }

  async function stood() {
    while (!standing()) await new Promise((done) => setTimeout(done, 100));
  }

  IDBObjectStore.prototype.get = function (key) {
    const request = find.call(this, key);
    if (!String(key).startsWith("backup")) return request;
    const late = { result: undefined };
    request.onsuccess = async (event) => {
      late.result = request.result;
      if (request.result !== undefined) await stood();
      late.onsuccess(event);
    };
    request.onerror = (event) => late.onerror(event);
    return late;
  };

  window.redaksiCopies = { during };
})();
