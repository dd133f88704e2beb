// Above a story's form: how it stands, and what can be done to it once it is published. With a server of its own the page
// asks that what whoever writes may do just now, and offers nothing else; on GitHub it says which comment does it.
(function () {
  "use strict";
  const KEPT = "redaksi-story-said";

  function stateOf(entry) {
    const status = entry.getIn(["data", "status"]);
    if (status !== "published") return status === "withdrawn" ? "withdrawn-story" : "draft-story";
    return Date.parse(entry.getIn(["data", "publish_at"])) > Date.now() ? "story-under-embargo" : "published-story";
  }

  async function ask(action, params) {
    const answer = await fetch("/api/v1", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ action, params }),
    });
    const found = await answer.json();
    if (!answer.ok) throw new Error(found.error);
    return found;
  }

  // What was said of what was done, once, after the page was loaded anew.
  function kept() {
    const said = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    return said ? [said] : [];
  }

  window.redaksiStory = function (words, backend) {
    const h = window.h;
    const isHere = backend.name === "proxy";

    function comments(entry) {
      const number = String(entry.getIn(["data", "request"]) || "");
      const at = `https://github.com/${backend.repo}`;
      return (words.ways[stateOf(entry)] || []).flatMap(({ act, said, comment }) => {
        const link = act === "correction" ? [`${at}/pulls`, words.pulls] : [`${at}/issues?q=${number}`, words.issue];
        return [
          h("p", { key: act }, said),
          h("p", { key: `${act}-comment` }, h("code", {}, comment.replace("{id}", number))),
          h("p", { key: `${act}-link` }, h("a", { href: link[0], target: "_blank", rel: "noopener noreferrer" }, link[1])),
        ];
      });
    }

    const Control = createClass({
      getInitialState: () => ({ acts: [], sentences: [], said: [], busy: false }),

      componentDidMount() {
        this.setState({ said: kept() });
        if (!isHere || !words.ways[stateOf(this.props.entry)]) return;
        this.setState({ sentences: [words.asking] });
        ask("storyActs", { path: this.props.entry.get("path") })
          .then(({ acts, sentences }) => this.setState({ acts, sentences }))
          .catch((error) => this.setState({ sentences: [error.message] }));
      },

      async enter(act) {
        const value = (name) => document.getElementById(`r-${act}-${name}`)?.value || "";
        this.setState({ busy: true, said: [] });
        try {
          const said = Object.fromEntries(Object.keys(words.fields).map((name) => [name, value(name)]));
          const params = { path: this.props.entry.get("path"), act, ...said };
          const answer = await ask("storyAct", params);
          sessionStorage.setItem(KEPT, answer.said);
          location.reload(); // the form still holds the file as it was
        } catch (error) {
          this.setState({ busy: false, said: [error.message] });
        }
      },

      form({ act, label, help, asks }) {
        const line = (name) => [
          h("label", { key: `${name}-label`, htmlFor: `r-${act}-${name}` }, words.fields[name]),
          h(name === "note" ? "textarea" : "input", { key: name, id: `r-${act}-${name}` }),
        ];
        return h(
          "fieldset",
          { key: act },
          h("legend", {}, label),
          h("p", {}, help),
          ...asks.flatMap(line),
          h("button", { type: "button", disabled: this.state.busy, onClick: () => this.enter(act) }, label),
        );
      },

      render() {
        const { entry, forID } = this.props;
        const paragraph = (said) => h("p", { key: said }, said);
        return h(
          "div",
          { id: forID, className: "r-story" },
          paragraph(words.stands[stateOf(entry)]),
          h("div", { role: "status" }, this.state.said.map(paragraph)),
          isHere ? this.state.sentences.map(paragraph) : comments(entry),
          this.state.acts.map((one) => this.form(one)),
        );
      },
    });

    CMS.registerWidget(words.widget, Control);
  };
})();
