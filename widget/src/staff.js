/* The staff tool's keys, copying, and answers without a new page. Without this file the page works by its forms alone.
   Rules it holds: the server's escaped page is the only markup; nothing is kept but whether «/» is a shortcut, for as long as the tab lives. */
(() => {
  "use strict";
  const find = (id, root = document) => root.getElementById(id);
  const question = find("question");
  const single = find("single");
  const KEPT = "veileder:ansatt:keys";
  let newest = 0;

  const newNumber = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  /** Say something to everyone, or only to those who listen when it stands on the page already. */
  function note(text, standing = false) {
    find("status").classList.toggle("unseen", standing);
    find("status").textContent = text;
  }

  function warn(text) {
    const told = document.createElement("p");
    told.className = "notice";
    told.textContent = text;
    find("notice").replaceChildren(...(text ? [told] : []));
  }

  function renew(id, page) {
    const fresh = find(id, page);
    if (fresh) find(id).replaceWith(document.adoptNode(fresh));
  }

  /** Send a form and put the new parts in place; the page that comes is parsed without running anything. */
  function send(form, button) {
    const mine = ++newest;
    const fields = new FormData(form);
    fields.set(button.name, button.value);
    fields.set("number", newNumber());
    note("");
    const asks = button.value !== "search" && button.value !== "compare";
    // the pressed button may be among the parts that are replaced
    if (asks && find("answer").contains(button)) question.focus({ preventScroll: true });
    const waiting = setTimeout(() => mine === newest && note(document.body.dataset.waiting), 600);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    request.timeout = 60000;
    request.onloadend = () => {
      clearTimeout(waiting);
      if (mine !== newest) return;
      const page = request.response;
      if (!page) return warn(document.body.dataset.offline);
      if (!find("ask", page)) return warn((page.querySelector(".notice") ?? find("why", page) ?? page.body).textContent);
      show(page, asks);
    };
    request.send(new URLSearchParams(fields));
  }

  function show(page, asks) {
    warn(page.querySelector("#notice .notice")?.textContent ?? "");
    const compared = page.querySelector(".compare");
    const found = page.querySelector("#results .cards");
    if (asks) renew("answer", page);
    if (!asks || found) renew("results", page);
    ready();
    if (find("notice").firstChild) return;
    note(asks ? find("answer-head").textContent : document.querySelector("#results .said")?.textContent ?? "", true);
    if (compared) find("results").focus();
    else if (asks && document.activeElement === question) question.select();
  }

  function copy() {
    const plain = find("plain");
    if (!plain) return;
    navigator.clipboard.writeText(plain.value.trim()).then(
      () => note(document.body.dataset.copied),
      () => {
        plain.closest("details").open = true;
        plain.select();
        note(document.body.dataset.copyFailed);
      });
  }

  function ready() {
    const button = find("copy");
    if (button) button.hidden = false;
  }

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.value === "forget" || button.value.startsWith("language:")) return;
    event.preventDefault();
    send(event.target, button);
  });
  document.addEventListener("click", (event) => event.target.closest("#copy") && copy());
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const plainly = !event.ctrlKey && !event.metaKey && !event.altKey;
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.code === "KeyK" && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) copy();
    else if (event.key === "/" && plainly && single.checked && !writing) question.focus();
    else if (event.key === "Escape" && plainly && event.target === question) question.value = "";
    else return;
    event.preventDefault();
  });
  single.addEventListener("change", () => sessionStorage.setItem(KEPT, single.checked ? "on" : "off"));
  single.checked = sessionStorage.getItem(KEPT) !== "off";
  find("keys").hidden = false;
  ready();
})();
