// A field at which a file is chosen. What is wrong with the file is said right there, before it leaves this device.
(function () {
  "use strict";

  const UNSAVED = "Berkas tidak dapat disimpan. Periksa sambungan internet, lalu pilih lagi.";

  // The first bytes of a file's SHA-256, so that no other file has its name.
  async function fingerprint(data, bytes) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    return [...digest.slice(0, bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
  }

  // `made`: the file as the archive takes it; rejects with a key of `sentences`, else `broken` is said.
  // `shown`: what stands above the button of a chosen file. `labels`: of the buttons, by the page's own words.
  function register(name, { accept, noun, sentences, made, shown, labels }) {
    const Upload = createClass({
      getInitialState: () => ({ words: "", busy: false }),
      shouldComponentUpdate: () => true,
      isValid() {
        return this.state.busy ? { error: { type: "CUSTOM", message: `${noun} masih disiapkan. Tunggu sebentar, lalu simpan lagi.` } } : true;
      },
      async choose({ target }) {
        const [file] = target.files;
        target.value = "";
        if (!file) return;
        this.setState({ busy: true, words: "" });
        this.setState({ busy: false, words: await this.taken(file) });
      },
      // What is wrong with a file; "" where it was taken.
      async taken(file) {
        const kept = await made(file).catch((flaw) => ({ flaw: sentences[flaw] ?? sentences.broken }));
        if (kept.flaw) return kept.flaw;
        try {
          await this.props.onPersistMedia(kept, { field: this.props.field });
        } catch {
          return UNSAVED;
        }
        this.props.onChange(kept.name);
        return "";
      },
      render() {
        const { forID, value, t, classNameWrapper } = this.props;
        const { choose, remove } = labels(Boolean(value), (key) => t(`editor.editorWidgets.image.${key}`));
        return h("div", { className: `${classNameWrapper} r-upload` },
          value && shown(value, this.props),
          h("input", { id: forID, type: "file", accept, ref: (one) => { this.input = one; }, onChange: (event) => this.choose(event) }),
          h("button", { type: "button", onClick: () => this.input.click() }, this.state.busy ? `Menyiapkan ${noun.toLowerCase()}...` : choose),
          value && remove && h("button", { type: "button", className: "r-remove", onClick: () => this.props.onChange("") }, remove),
          this.state.words && h("p", { className: "r-refusal", role: "alert" }, this.state.words));
      },
    });
    CMS.registerWidget(name, Upload);
  }

  window.redaksiUpload = { register, fingerprint };
})();
