// A record's file as the editor's fields, and back: only the lines whose values changed are written anew.
// Everything else, above all the steps, comments and their order, stays byte for byte. What is not understood is kept.
(function () {
  "use strict";

  const FENCE = "---\n";
  const RAW = "__raw";
  const PLAIN = /^[A-Za-z0-9][^\n:#[\]{},"'&*!|>%@`]*(?::[A-Za-z0-9/][^\n:#[\]{},"'&*!|>%@`]*)*$/;

  function split(text) {
    const end = text.startsWith(FENCE) ? text.indexOf("\n" + FENCE, 3) : -1;
    if (end < 0) return { header: "", body: text };
    return { header: text.slice(4, end + 1), body: text.slice(end + 5) };
  }

  // The header in parts: each top-level name with its lines; comments belong to the name below them.
  function parts(header) {
    const found = [];
    let waiting = "";
    for (const line of header.split(/(?<=\n)/)) {
      const name = /^([a-z_]+):(?:\s|$)/.exec(line);
      if (name) {
        found.push({ name: name[1], before: waiting, lines: line });
        waiting = "";
      } else if (/^\s*#/.test(line) || !found.length) {
        waiting += line;
      } else {
        found[found.length - 1].lines += waiting + line;
        waiting = "";
      }
    }
    if (waiting) found.push({ name: "", before: waiting, lines: "" });
    return found;
  }

  function scalar(text) {
    const bare = text.trim();
    if (bare.startsWith('"')) {
      try {
        return JSON.parse(bare.replace(/"\s+#.*$/, '"'));
      } catch {
        return undefined;
      }
    }
    if (bare.startsWith("'")) {
      const quoted = /^'((?:[^']|'')*)'(?:\s+#.*)?$/.exec(bare);
      return quoted ? quoted[1].replaceAll("''", "'") : undefined;
    }
    if (/^[&*!|>[{%@`]/.test(bare)) return undefined;
    return bare.replace(/\s+#.*$/, "");
  }

  function flow(text) {
    const inner = /^\s*\[(.*)\]\s*(?:#.*)?$/.exec(text);
    if (!inner) return undefined;
    const items = inner[1].match(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,"']+/g) || [];
    const values = items.map((item) => item.trim()).filter(Boolean).map(scalar);
    return values.includes(undefined) ? undefined : values;
  }

  // What a part says: a string, a list of strings, one group of these; undefined where it is something else.
  function valueOf(lines) {
    const [first, ...rest] = lines.replace(/\n$/, "").split("\n");
    const head = first.slice(first.indexOf(":") + 1).replace(/^\s*#.*$/, "");
    const below = rest.filter((line) => line.trim() && !/^\s*#/.test(line));
    if (head.trim()) return below.length ? undefined : (flow(head) ?? scalar(head));
    if (/^ {2}- [a-z_]+: /.test(below[0] ?? "")) return groupsOf(below);
    const group = {};
    for (const line of below) {
      const named = /^ {2}([a-z_]+):\s(.*)$/.exec(line);
      const value = named ? (flow(named[2]) ?? scalar(named[2])) : undefined;
      if (value === undefined) return listOf(below);
      group[named[1]] = value;
    }
    return below.length ? group : "";
  }

  // A list of groups of strings, such as attachments; undefined where more stands in one.
  function groupsOf(lines) {
    const groups = [];
    for (const line of lines) {
      const named = /^ {2}(- | {2})([a-z_]+):\s(.*)$/.exec(line);
      const value = named ? scalar(named[3]) : undefined;
      if (value === undefined) return undefined;
      if (named[1] === "- ") groups.push({});
      groups[groups.length - 1][named[2]] = value;
    }
    return groups;
  }

  function listOf(lines) {
    const values = lines.map((line) => /^ *- (?!.*:\s)(.*)$/.exec(line)).map((item) => (item ? scalar(item[1]) : undefined));
    return values.includes(undefined) ? undefined : values;
  }

  function quoted(value) {
    const text = String(value);
    return PLAIN.test(text) && text === text.trim() ? text : JSON.stringify(text);
  }

  // A string, or a list of strings.
  function onLine(value) {
    return Array.isArray(value) ? `[${value.map(quoted).join(", ")}]` : quoted(value);
  }

  function writtenGroup(group) {
    const lines = Object.entries(group).filter(([, one]) => !empty(one)).map(([key, one]) => `${key}: ${quoted(one)}\n`);
    return lines.map((line, index) => (index ? "    " : "  - ") + line).join("");
  }

  function written(name, value) {
    if (Array.isArray(value) && value.some((one) => one && typeof one === "object")) {
      return `${name}:\n` + value.filter((one) => !empty(one)).map(writtenGroup).join("");
    }
    if (value && typeof value === "object" && !Array.isArray(value)) {
      const inner = Object.entries(value).filter(([, one]) => !empty(one));
      return `${name}:\n` + inner.map(([key, one]) => `  ${key}: ${onLine(one)}\n`).join("");
    }
    return `${name}: ${onLine(value)}\n`;
  }

  function empty(value) {
    if (value === undefined || value === null || value === "") return true;
    if (Array.isArray(value)) return value.every(empty);
    return typeof value === "object" && Object.values(value).every(empty);
  }

  function plain(value) {
    if (Array.isArray(value)) return value.map(plain);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).filter(([, one]) => !empty(one)).map(([key, one]) => [key, plain(one)]));
    }
    return String(value);
  }

  function same(one, two) {
    if (empty(one) || empty(two)) return empty(one) && empty(two);
    return JSON.stringify(plain(one)) === JSON.stringify(plain(two));
  }

  // The editor's serializer takes the mark of a footnote for a sign that must be escaped.
  function unescaped(text) {
    return text.replace(/\\\[\^([\w-]+)\\?\]/g, "[^$1]");
  }

  function fromFile(text) {
    const { header, body } = split(text);
    const data = { [RAW]: text, body: body.replace(/\n$/, "") };
    for (const part of parts(header)) {
      const value = part.name ? valueOf(part.lines) : undefined;
      if (value !== undefined) data[part.name] = value;
    }
    return data;
  }

  // `order`: the names of a record in the order of its type; `fields`: those that the editor may write.
  function formatter(order, fields) {
    function toFile(data) {
      const raw = data[RAW] || "";
      const { header, body } = split(raw);
      const known = parts(header);
      const kept = [];
      for (const part of known) {
        const own = fields.includes(part.name) && part.name in data;
        if (!own || same(valueOf(part.lines), data[part.name])) kept.push(part);
        else if (!empty(data[part.name])) kept.push({ ...part, lines: written(part.name, data[part.name]) });
      }
      const rank = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
      for (const name of fields) {
        if (empty(data[name]) || known.some((part) => part.name === name)) continue;
        const after = kept.findIndex((part) => rank(part.name) > rank(name));
        kept.splice(after < 0 ? kept.length : after, 0, { name, before: "", lines: written(name, data[name]) });
      }
      const text = (data.body ?? "").trim() === body.trim() ? body.trim() : unescaped(String(data.body)).trim();
      const head = kept.map((part) => part.before + part.lines).join("");
      return FENCE + head + FENCE + (text ? text + "\n" : "");
    }
    return { fromFile, toFile };
  }

  window.redaksiFormat = formatter;
})();
