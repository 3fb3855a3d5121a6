"use strict";
// The checklist page's own script. Without it each box is a form that is sent, and the page comes back with the box ticked.
(() => {
  const PATIENCE = 15000; // ms until a silent server counts as gone
  const LOST = "没有存上，可能是网络断了。请再点一次。";
  const byId = (id) => document.getElementById(id);
  const stays = (choice) => /^list:(un)?done:/.test(choice);
  let busy = Promise.resolve(); // boxes are sent one after the other, in the order that they were tapped

  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  const say = (words) => { const note = document.querySelector("#list .note"); if (note) note.textContent = words; };

  // Puts the list as the server has it in place of what is shown; what is unfolded and what has the focus stay so.
  const place = (html) => {
    const found = new DOMParser().parseFromString(html, "text/html").getElementById("list");
    if (!found) throw new Error("this is not the list");
    const at = (root) => [...root.querySelectorAll("details")];
    const open = at(byId("list")).map((one) => one.open);
    if (at(found).length === open.length) at(found).forEach((one, number) => { one.open = open[number]; });
    const focused = document.activeElement && document.activeElement.matches(".box") ? document.activeElement.closest("li").id : "";
    byId("list").replaceWith(found);
    if (focused && byId(focused)) byId(focused).querySelector(".box").focus({ preventScroll: true });
    ready();
  };

  const ask = async (options) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const response = await fetch(location.pathname, { ...options, signal: patience.signal });
      if (!response.ok) throw new Error(response.status);
      return { html: await response.text() };
    } finally {
      clearTimeout(timer);
    }
  };

  // Shows an item as done or not, before the server has said so, or after it has not.
  const mark = (id, state) => {
    const item = byId(id), box = item && item.querySelector(".box");
    if (!box) return;
    const done = state === "done";
    item.className = state;
    box.setAttribute("aria-checked", String(done));
    box.value = `list:${done ? "undone" : "done"}:${id}`;
  };

  const tick = async (choice, id, before) => {
    try {
      const { html } = await ask({ method: "POST", body: new URLSearchParams({ id: fresh(), choice }) });
      place(html);
    } catch {
      mark(id, before);
      await ask({}).then(({ html }) => place(html)).catch(() => {}); // it may have arrived all the same
      say(LOST);
    }
  };

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || !stays(button.value)) return; // leads to the conversation
    event.preventDefault();
    const choice = button.value, item = button.closest("li"), before = item.className;
    mark(item.id, choice.startsWith("list:done:") ? "done" : "open");
    say("");
    busy = busy.then(() => tick(choice, item.id, before));
  });

  const ready = () => {
    const print = document.querySelector("[data-print]");
    if (print) { print.hidden = false; print.addEventListener("click", () => window.print()); }
  };
  // Other devices tick too: whoever comes back to this page sees what they did.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") busy = busy.then(() => ask({}).then(({ html }) => place(html)).catch(() => {}));
  });
  ready();
})();
