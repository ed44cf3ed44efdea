/* The chat: one custom element, <digital-veileder>, over the channel's JSON (channel/openapi.yml). No dependency, no build.
   Rules it holds: DOM nodes only, never markup from text; nothing of the talk in attributes or in lasting storage; focus is never moved to a new message. */
(() => {
  "use strict";
  const TAG = "digital-veileder";
  if (customElements.get(TAG)) return;
  const script = document.currentScript;
  const root = new URL("../../", script.src);
  const channel = new URL("webhooks/web/", root);
  const LINKS = ["https:", "http:", "tel:", "mailto:"];
  // Addresses, eight-digit numbers and short numbers; «§ 113», «113 000 kr» and dates are none. No look-behind: older iPhones have none.
  const LINKED = /(https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)])|(^|[\s(«:,/])(\d{2}(?:[ \u00a0]\d{2}){3}|116[ \u00a0]\d{3}|11[023](?![ \u00a0]?\d))(?![.,]?\d|[ \u00a0](?:kr|kroner)\b)/g;
  const WAITS = [700, 2000, 4000];
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  const newNumber = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const day = (text) => (/^\d{4}-\d\d-\d\d$/.test(text ?? "") ? text.split("-").reverse().join(".") : text ?? "");
  const kroner = (ore) => new Intl.NumberFormat("nb-NO", { minimumFractionDigits: ore % 100 ? 2 : 0 }).format(ore / 100) + "\u00a0kr";

  /** An element with properties, listeners (onclick) and attributes; children are nodes or text. */
  function el(tag, given = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value != null) node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child || child === "")); // «count && node» leaves a 0
    return node;
  }

  const matches = (text) => [...text.matchAll(LINKED)].filter((match) => match[1] || !/§\s?$/.test(text.slice(0, match.index + match[2].length)));

  /** What a failed request was: its status (0: no connection) and how long to wait. */
  class Refused extends Error {
    constructor(status, wait = 0) {
      super(`status ${status}`);
      this.status = status;
      this.wait = wait;
    }
  }

  async function ask(path, { token, body, query } = {}) {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    if (body) headers["Content-Type"] = "application/json";
    const address = new URL(path, channel);
    for (const [name, value] of Object.entries(query ?? {})) if (value) address.searchParams.set(name, value);
    let reply;
    try {
      reply = await fetch(address, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body), credentials: "omit", signal: AbortSignal.timeout?.(90000) });
      if (reply.ok) return await (reply.headers.get("content-type").includes("json") ? reply.json() : reply.text());
    } catch {
      throw new Refused(0);
    }
    throw new Refused(reply.status, Number(reply.headers.get("Retry-After") ?? (await reply.json().catch(() => ({}))).retry_after ?? 0));
  }

  /** The same, again and again while the server or the line is away; safe, for a message number is answered once. */
  async function insist(path, options) {
    for (const wait of [...WAITS, null]) {
      try {
        return await ask(path, options);
      } catch (error) {
        const passing = error.status === 0 || error.status === 429 || error.status >= 500;
        if (!passing || wait === null || error.wait > 15) throw error;
        await sleep(Math.max(wait, error.wait * 1000));
      }
    }
  }

  class Chat extends HTMLElement {
    #shadow;
    #words;
    #labels = [];
    #parts = {};
    #token = null;
    #started = false;
    #line = Promise.resolve();
    #unsent = [];
    #memory = null;

    async connectedCallback() {
      if (this.#shadow) return;
      // On another's page its scripts must not read the talk; on our own page nobody else's script runs.
      this.#shadow = this.attachShadow({ mode: this.#page ? "open" : "closed" });
      for (let wait = 1000; ; wait = Math.min(wait * 2, 60000)) {
        try {
          this.#words = await this.#interface(this.dataset.language);
          await this.#dress();
          break;
        } catch {
          await sleep(wait);
        }
      }
      this.#build();
      addEventListener("online", () => this.#retry());
      if (this.#page) this.#start();
    }

    /** Put the style on: a constructed sheet needs no style-src of the host page. */
    async #dress() {
      const address = new URL("chat.css", script.src);
      if (!("adoptedStyleSheets" in Document.prototype)) return void this.#shadow.append(el("link", { rel: "stylesheet", href: address.href }));
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(await (await fetch(address, { credentials: "omit" })).text());
      this.#shadow.adoptedStyleSheets = [sheet];
    }

    get #page() {
      return "page" in this.dataset;
    }

    #interface(language) {
      return ask("interface", { query: { portal: this.dataset.portal, language } });
    }

    // The token lives as long as the tab: library and office computers are shared.
    get #key() {
      return `veileder:${this.dataset.portal ?? ""}`;
    }

    #keep(token) {
      this.#token = this.#memory = token;
      try {
        if (token) sessionStorage.setItem(this.#key, token);
        else sessionStorage.removeItem(this.#key);
      } catch {
        // storage is closed in some frames; the talk then lives as long as the page
      }
    }

    #kept() {
      try {
        return sessionStorage.getItem(this.#key);
      } catch {
        return this.#memory;
      }
    }

    #say(key, values) {
      return values ? filled(this.#words.texts[key], values) : this.#words.texts[key];
    }

    /** Put a text of the interface on a node, and again when the language changes. */
    #label(node, key, attribute) {
      const put = () => (attribute ? node.setAttribute(attribute, this.#say(key)) : (node.textContent = this.#say(key)));
      this.#labels.push(put);
      put();
      return node;
    }

    #button(key, action, given = {}) {
      return this.#label(el("button", { type: "button", ...given, onclick: action }), key);
    }

    #build() {
      const p = this.#parts;
      p.log = this.#label(el("div", { role: "log", tabindex: "0", class: "log" }, (p.list = el("ol"))), "log", "aria-label");
      p.alert = el("div", { role: "alert", class: "alert" });
      p.again = this.#button("retry", () => this.#retry(), { hidden: true, class: "again" });
      p.status = el("p", { role: "status", class: "status" });
      p.counter = el("span", { id: "counter", class: "counter" });
      p.field = el("textarea", { id: "field", rows: "2", "aria-describedby": "help counter", enterkeyhint: "send", autocomplete: "off", oninput: () => this.#count(), onkeydown: (event) => this.#key_down(event) });
      p.form = el("form", { onsubmit: (event) => this.#submit(event) },
        this.#label(el("label", { for: "field" }), "field"),
        el("div", { class: "row" }, p.field, this.#label(el("button", { class: "main" }), "send")),
        el("p", { class: "hints" }, this.#label(el("span", { id: "help" }), "field_help"), " ", p.counter));
      p.forget = this.#button("forget", () => this.#confirm(true));
      p.sure = this.#label(el("div", { role: "group", class: "sure", hidden: true },
        this.#label(el("p"), "forget_sure"), (p.no = this.#button("forget_no", () => this.#confirm(false))), this.#button("forget_yes", () => this.#forget())), "forget_sure", "aria-label");
      p.languages = this.#label(el("div", { role: "group", class: "languages" },
        ...this.#words.languages.map((code) => this.#button(`language_${code}`, () => this.#speak(code), { lang: code, "data-code": code }))), "language", "aria-label");
      p.foot = el("div", { class: "foot" },
        this.#button("human", () => this.#choose("topic:snakke_med_menneske", this.#say("human"))),
        this.#button("restart", () => this.#choose("start", this.#say("restart"))),
        p.forget,
        el("details", {}, this.#label(el("summary"), "more_actions"),
          el("div", {}, this.#button("save", () => this.#save()), this.#page && this.#button("print", () => print()), p.languages)));
      const title = this.#label(el(this.#page ? "h1" : "h2", { id: "title" }), "title");
      const head = el("div", { class: "head" }, title, !this.#page && this.#button("close", () => this.#toggle(false), { class: "close" }));
      p.links = el("p", { class: "links" }, ...(this.#words.portal?.links ?? []).map((link) => this.#link(link.url, link.title)));
      p.panel = el(this.#page ? "section" : "div", { class: "panel", role: this.#page ? null : "dialog", "aria-labelledby": "title", hidden: !this.#page, onkeydown: (event) => this.#escape(event) },
        head, p.links, p.log, p.status, p.alert, p.again, p.form, p.sure, p.foot);
      p.launcher = this.#page ? null : this.#button("open", () => this.#toggle(p.panel.hidden), { class: "launcher", "aria-expanded": "false", "aria-controls": "panel" });
      p.panel.id = "panel";
      this.#shadow.append(...[p.launcher, p.panel].filter(Boolean));
      this.#count();
      this.#mark_language();
    }

    #toggle(open) {
      const { panel, launcher, field } = this.#parts;
      panel.hidden = !open;
      launcher.setAttribute("aria-expanded", String(open));
      if (open) {
        this.#start();
        field.focus();
      } else launcher.focus();
    }

    #escape(event) {
      if (event.key !== "Escape") return;
      if (!this.#parts.sure.hidden) this.#confirm(false);
      else if (!this.#page) this.#toggle(false);
      event.stopPropagation();
    }

    /** Begin: the talk of this tab from the server, or a new one. */
    async #start() {
      if (this.#started) return;
      this.#started = true;
      this.#error(null);
      try {
        const token = this.#kept();
        if (token && (await this.#restore(token))) return;
        await this.#open();
        if (token) this.#error("expired");
        else if (this.dataset.topic) this.#choose(`topic:${this.dataset.topic}`);
      } catch (error) {
        this.#started = false;
        this.#failed(error);
      }
    }

    async #restore(token) {
      let told;
      try {
        told = await insist("history", { token });
      } catch (error) {
        if (error.status === 401) return false;
        throw error;
      }
      this.#keep(token);
      this.#parts.log.setAttribute("aria-live", "off"); // what was read before is not read again
      this.#parts.list.replaceChildren();
      for (const entry of told.messages) entry.who === "user" ? this.#mine(entry.text) : this.#told(entry);
      setTimeout(() => this.#parts.log.removeAttribute("aria-live"), 200);
      return true;
    }

    async #open() {
      const { token, messages } = await insist("session", { body: { portal: this.dataset.portal, language: this.#words.language } });
      this.#keep(token);
      messages.forEach((message) => this.#told(message));
    }

    #submit(event) {
      event.preventDefault();
      const { field } = this.#parts;
      const text = field.value.trim();
      field.focus();
      if (!text) return;
      field.value = "";
      this.#count();
      this.#send("message", { text }, text);
    }

    #key_down(event) {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
    }

    #choose(id, title) {
      this.#parts.field.focus({ preventScroll: true });
      this.#send("choice", { id }, title);
    }

    #send(path, body, shown) {
      this.#shadow.querySelectorAll(".choices").forEach((group) => group.remove());
      this.#parts.log.removeAttribute("aria-live");
      if (shown) this.#mine(shown);
      const sent = { path, body: { ...body, number: newNumber() } };
      if (this.#unsent.length) this.#unsent.push(sent);
      else this.#line = this.#line.then(() => this.#deliver(sent));
    }

    async #deliver(sent) {
      if (this.#unsent.length && this.#unsent[0] !== sent) return void this.#unsent.push(sent);
      this.#error(null);
      const typing = setTimeout(() => this.#note("typing"), 600);
      try {
        const { messages } = await insist(sent.path, { token: this.#token, body: sent.body });
        this.#unsent = this.#unsent.filter((one) => one !== sent);
        let first;
        for (const message of messages) {
          const item = this.#told(message);
          first ??= item;
        }
        this.#parts.log.scrollTop = first.offsetTop - this.#parts.log.offsetTop;
      } catch (error) {
        await this.#lost(error, sent);
      } finally {
        clearTimeout(typing);
        if (this.#parts.status.dataset.key === "typing") this.#note(null);
      }
    }

    /** A message that did not get through: kept to be sent again, or put back into the field. */
    async #lost(error, sent) {
      const passing = error.status === 0 || error.status === 429 || error.status >= 500;
      if (passing && !this.#unsent.includes(sent)) this.#unsent.push(sent);
      if (error.status === 401) {
        const { field } = this.#parts;
        field.value = [sent.body.text, field.value].filter(Boolean).join(" ");
        this.#count();
        this.#keep(null);
        try {
          await this.#open();
        } catch (second) {
          error = second;
          this.#started = false;
        }
      }
      this.#failed(error);
    }

    #failed(error) {
      this.#error({ 401: "expired", 409: "stale", 413: "too_large", 429: "too_fast" }[error.status] ?? "offline");
      this.#parts.again.hidden = !(this.#unsent.length || !this.#started);
    }

    async #retry() {
      if (!this.#words || (this.#page ? false : this.#parts.panel.hidden && !this.#started)) return;
      if (!this.#parts.again.hidden && this.#shadow.activeElement === this.#parts.again) this.#parts.field.focus();
      this.#parts.again.hidden = true;
      if (!this.#started) return void this.#start();
      const waiting = this.#unsent;
      this.#unsent = [];
      for (const sent of waiting) this.#line = this.#line.then(() => this.#deliver(sent));
    }

    #error(key) {
      this.#parts.alert.replaceChildren(...(key ? [el("p", {}, ...this.#inline(this.#say(key)))] : []));
      if (!key) this.#parts.again.hidden = true;
    }

    #note(key, values) {
      this.#parts.status.dataset.key = key ?? "";
      this.#parts.status.textContent = key ? this.#say(key, values) : "";
    }

    #count() {
      const { field, counter } = this.#parts;
      const most = this.#words.most_characters;
      const count = [...field.value].length;
      const number = (value) => value.toLocaleString("nb-NO");
      counter.textContent = this.#say("counter", { count: number(count), most: number(most) });
      const over = count > most;
      if (over !== counter.classList.contains("over")) {
        counter.classList.toggle("over", over);
        this.#note(over ? "over" : null, { most: number(most) });
      }
    }

    #mine(text) {
      const item = el("li", { class: "mine" }, this.#speaker("you"), el("p", {}, text));
      this.#parts.list.append(item);
      this.#parts.log.scrollTop = this.#parts.log.scrollHeight;
      return item;
    }

    #speaker(key) {
      return el("span", { class: "unseen" }, `${this.#say(key)} `);
    }

    /** Show one message of a reply. */
    #told(message) {
      const custom = message.custom ?? {};
      const foreign = custom.language && custom.language !== this.#words.language;
      const body = el("div", { class: "text", lang: foreign && custom.language, dir: custom.language === "ar" && "rtl" }, ...this.#blocks(message.text ?? ""));
      const item = el("li", { class: custom.urgent ? "theirs urgent" : "theirs" },
        this.#speaker("bot"),
        custom.step && el("p", { class: "step" }, this.#say("step", custom.step)),
        body,
        custom.result?.plan && this.#plan(custom.result.plan),
        custom.attachments?.length && this.#attachments(custom.attachments),
        custom.sources?.length && this.#sources(custom.sources),
        custom.facts?.length && !custom.urgent && this.#after(custom, body),
        message.buttons?.length && this.#choices(message.buttons));
      // the parts of an urgent reply belong together
      if (custom.urgent) for (let one = this.#parts.list.lastElementChild; one?.matches(".theirs"); one = one.previousElementSibling) one.classList.add("urgent");
      this.#parts.list.append(item);
      return item;
    }

    #choices(buttons) {
      return el("div", { role: "group", class: "choices", "aria-label": this.#say("choices") },
        ...buttons.map((button) => el("button", { type: "button", onclick: () => this.#choose(button.id, button.title) }, button.title)));
    }

    /** Text as paragraphs and lists: a line that begins with «• » or «1. » is an item. */
    #blocks(text) {
      const found = [];
      for (const line of text.split("\n").map((part) => part.trim()).filter(Boolean)) {
        const [, bullet, number, rest] = /^(?:(•)|(\d{1,2})\.) +(.+)$/.exec(line) ?? [];
        const tag = bullet ? "ul" : "ol";
        const last = found.at(-1);
        if (!rest) found.push(el("p", {}, ...this.#inline(line)));
        else if (last?.localName === tag && number !== "1") last.append(el("li", {}, ...this.#inline(rest)));
        else found.push(el(tag, { start: number > 1 && number }, el("li", {}, ...this.#inline(rest))));
      }
      return found;
    }

    #inline(text) {
      const nodes = [];
      let at = 0;
      for (const [whole, address, before, number] of matches(text)) {
        const start = text.indexOf(whole, at) + (before?.length ?? 0);
        nodes.push(text.slice(at, start), address ? this.#link(address, address) : el("a", { href: `tel:${number.replace(/\s/g, "")}` }, number));
        at = start + (address ?? number).length;
      }
      return [...nodes, text.slice(at)];
    }

    /** A link, or the bare text when the address is of a kind that we do not open. */
    #link(address, text) {
      let url;
      try {
        url = new URL(address, root);
      } catch {
        return document.createTextNode(text);
      }
      if (!LINKS.includes(url.protocol)) return document.createTextNode(text);
      if (!url.protocol.startsWith("http")) return el("a", { href: url.href }, text);
      return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, text, el("span", { class: "unseen" }, ` ${this.#say("new_tab")}`));
    }

    #sources(sources) {
      return el("details", { class: "sources" }, el("summary", {}, this.#say("sources", { count: sources.length })),
        el("ul", {}, ...sources.map((source) => el("li", {}, source.url ? this.#link(source.url, source.title) : source.title, source.checked && `, ${this.#say("checked", { day: day(source.checked) })}`))));
    }

    #attachments(files) {
      const safe = files.filter((file) => new URL(file.url, root).protocol.startsWith("http"));
      return el("div", { class: "files" }, el("p", {}, this.#say("attachments")),
        el("ul", {}, ...safe.map((file) => {
          const page = file.media_type === "text/html"; // opens to be printed; the others are saved
          return el("li", {}, el("a", { href: new URL(file.url, root).href, rel: "noopener noreferrer", ...(page ? { target: "_blank" } : { download: true }) }, ...(page ? [file.title, el("span", { class: "unseen" }, ` ${this.#say("new_tab")}`)] : [this.#say("download", { title: file.title })])));
        })));
    }

    #plan(plan) {
      const rows = [["plan_total", plan.total_ore, kroner], ["plan_instalments", plan.instalments, String], ["plan_monthly", plan.monthly_ore, kroner], ["plan_first", plan.first, day], ["plan_last", plan.last, day]];
      const cells = (...texts) => el("tr", {}, ...texts.map((text) => el("th", { scope: "col" }, text)));
      return el("table", {}, el("caption", {}, this.#say("plan")), el("thead", {}, cells(this.#say("plan_item"), this.#say("plan_value"))),
        el("tbody", {}, ...rows.filter((row) => row[1] != null).map(([key, value, shown]) => el("tr", {}, el("th", { scope: "row" }, this.#say(key)), el("td", {}, shown(value))))));
    }

    /** Below an answer: did it help, and for staff a copy. */
    #after(custom, body) {
      const rate = async (verdict, reason) => {
        try {
          await ask("feedback", { token: this.#token, body: { message_id: custom.message_id, verdict, reason } });
          this.#note("feedback_thanks");
        } catch (error) {
          this.#failed(error);
        }
      };
      const press = (pressed) => pressed.parentNode.querySelectorAll("button").forEach((one) => one.setAttribute("aria-pressed", String(one === pressed)));
      const mark = (key, name, action) => el("button", { type: "button", "aria-pressed": "false", "aria-label": name && this.#say(name), onclick: (event) => { press(event.currentTarget); action(); } }, this.#say(key));
      const why = el("div", { role: "group", class: "why", hidden: true, "aria-label": this.#say("feedback_why") }, el("span", {}, this.#say("feedback_why"), " "),
        ...["unclear", "off_topic", "wrong", "missing"].map((reason) => mark(`feedback_${reason}`, null, () => rate("down", reason))));
      const asked = el("div", { role: "group", "aria-label": this.#say("feedback") }, el("span", {}, this.#say("feedback"), " "),
        mark("yes", "feedback_up", () => { why.hidden = true; rate("up"); }), mark("no", "feedback_down", () => { why.hidden = false; rate("down"); }));
      const copy = custom.role === "ansatt" && el("button", { type: "button", onclick: () => navigator.clipboard.writeText(body.innerText).then(() => this.#note("copied"), () => this.#note("copy_failed")) }, this.#say("copy"));
      return el("div", { class: "after" }, asked, why, copy);
    }

    #confirm(open) {
      const { sure, no, forget } = this.#parts;
      sure.hidden = !open;
      (open ? no : forget).focus();
    }

    async #forget() {
      this.#confirm(false);
      this.#error(null);
      try {
        if (this.#token) await ask("forget", { token: this.#token, body: {} });
      } catch (error) {
        if (error.status !== 401) return this.#error("not_deleted");
      }
      this.#keep(null);
      this.#unsent = [];
      this.#parts.field.value = "";
      this.#count();
      this.#parts.list.replaceChildren();
      this.#parts.field.focus();
      this.#note("forgotten");
      await this.#open().catch((error) => {
        this.#started = false;
        this.#failed(error);
      });
    }

    async #save() {
      try {
        const text = await ask("transcript", { token: this.#token, query: { language: this.#words.language } });
        const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
        el("a", { href: address, download: `${this.#say("save_file")}.txt` }).click();
        setTimeout(() => URL.revokeObjectURL(address), 10000);
      } catch (error) {
        this.#failed(error);
      }
    }

    async #speak(code) {
      if (code === this.#words.language) return;
      try {
        this.#words = await this.#interface(code);
      } catch (error) {
        return this.#failed(error);
      }
      this.#labels.forEach((put) => put());
      this.#count();
      this.#mark_language();
      this.#choose(`language:${code}`, this.#say(`language_${code}`));
    }

    #mark_language() {
      this.#parts.panel.lang = this.#words.language;
      if (this.#parts.launcher) this.#parts.launcher.lang = this.#words.language;
      if (this.#page) document.documentElement.lang = this.#words.language;
      for (const button of this.#parts.languages.children) button.setAttribute("aria-pressed", String(button.dataset.code === this.#words.language));
    }
  }

  customElements.define(TAG, Chat);
  if (!document.querySelector(TAG)) {
    const own = el(TAG);
    Object.assign(own.dataset, script.dataset);
    document.body.append(own);
  }
})();
