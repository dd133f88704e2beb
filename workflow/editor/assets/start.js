// Begins the editor with the office's own settings.
(async function () {
  "use strict";
  const answer = await fetch("config.json", { credentials: "same-origin" });
  const { config, formats, story } = await answer.json();
  for (const [name, { order, fields }] of Object.entries(formats)) {
    CMS.registerCustomFormat(name, "md", window.redaksiFormat(order, fields));
  }
  window.redaksiStory(story, config.backend);
  CMS.init({ config });
})();
