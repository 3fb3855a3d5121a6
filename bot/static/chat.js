"use strict";
// The chat page's own script. Without it the page is a plain form: POST /say, then a redirect back to the conversation.
(() => {
  const LIMIT = 2000; // typed characters
  const NEARLY = 1800; // from here on the rest is counted aloud
  const PATIENCE = 20000; // ms until a silent server counts as gone
  const LOOKING = 120000; // ms until it does while it looks at a file, others being before it
  const LARGEST = 20 * 1024 * 1024; // bytes of a file
  const WORDS = {
    offline: "网络没有连上，没发出去。文字还在，连上以后再点一次就行。",
    gone: "服务器暂时没有回应，没收到回答。文字还在，请过一会儿再点一次。",
    large: "内容太长，没发出去。请留下最要紧的几句再发。",
    refused: "没发出去，请刷新页面再试。",
    unused: "文件看过了。先写好的那句话还没有发：要问就再点一次发送。",
    file: "文件超过20 MB，没发出去。扫描件存成 JPG 一般不到2 MB；PDF 请一页一页发。",
    lost: "文件没有发出去，请再选一次。",
    long: (over) => `最多${LIMIT}字，多了${over}字。请留下最要紧的几句。`,
    rest: (left) => `还能写${left}字。`,
  };

  const byId = (id) => document.getElementById(id);
  const log = byId("log"), form = byId("ask"), text = byId("text"), note = byId("note"), menu = document.querySelector(".menu");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const kept = { get: () => { try { return sessionStorage.getItem("draft") || ""; } catch { return ""; } },
    set: (words) => { try { sessionStorage.setItem("draft", words); } catch { /* private mode: no draft */ } } };

  // crypto.randomUUID exists on https and localhost only; an office may serve plain http inside its network.
  const fresh = () => crypto.randomUUID ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  const tab = fresh();
  let newest = log.dataset.newest;
  let busy = false;
  let failed = null; // what did not arrive: sent again, it keeps its id, so that it is answered once

  const say = (words) => { note.textContent = words; };
  const toTop = (element) => element.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  const atEnd = () => innerHeight + scrollY > document.documentElement.scrollHeight - 160;

  const grow = () => {
    if (CSS.supports("field-sizing", "content")) return;
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight + 3, 148)}px`;
  };
  const typed = () => {
    const length = [...text.value].length;
    say(length > LIMIT ? WORDS.long(length - LIMIT) : length > NEARLY ? WORDS.rest(LIMIT - length) : "");
    kept.set(text.value);
    grow();
    return length <= LIMIT;
  };
  const write = (words) => { text.value = words; typed(); };

  const waiting = (id, said, how = "waiting") => {
    const exchange = document.createElement("div");
    exchange.className = "exchange pending arriving";
    exchange.id = `x-${id}`;
    exchange.tabIndex = -1;
    const own = document.createElement("p");
    own.className = said.length > 300 ? "own long" : "own";
    own.dir = "auto";
    own.textContent = said;
    exchange.append(own, byId(how).content.cloneNode(true));
    log.append(exchange);
    toTop(exchange);
    return exchange;
  };

  // Puts what the server sent where it belongs; what is shown already is dropped.
  const place = (html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    for (const element of [...holder.content.children]) {
      const shown = byId(element.id);
      if (element.matches(".thanks")) { if (shown) shown.replaceWith(element); continue; }
      if (!shown) { const follow = atEnd(); log.append(element); if (follow) toTop(element); }
      else if (shown.matches(".pending")) finish(shown, element);
      else continue;
      if (element.dataset.about) { byId("about").hidden = false; byId("about-name").textContent = element.dataset.about; }
    }
  };
  const finish = (pending, answered) => {
    pending.querySelector(".typing").remove();
    pending.append(...[...answered.children].filter((child) => !child.matches(".own")));
    pending.classList.remove("pending");
    toTop(pending);
  };

  const post = async (fields, id) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), fields.file ? LOOKING : PATIENCE);
    const body = fields.file ? new FormData() : new URLSearchParams();
    Object.entries({ id, ...fields }).forEach(([name, value]) => body.append(name, value));
    try {
      const response = await fetch(fields.file ? "/check" : "/say", { method: "POST", body,
        headers: { "X-Tab": tab }, signal: patience.signal });
      if (response.status === 413) return { error: fields.file ? WORDS.file : WORDS.large };
      if (response.status === 403) return { error: WORDS.refused };
      // A login page of some wireless network also answers with 200.
      if (!response.ok || response.headers.get("X-Exchange") !== id) return { error: WORDS.gone };
      return { html: await response.text(), unused: response.headers.has("X-Unused") };
    } catch {
      return { error: navigator.onLine ? WORDS.gone : WORDS.offline };
    } finally {
      clearTimeout(timer);
    }
  };

  const send = async (fields, said) => {
    const key = JSON.stringify(fields);
    const id = failed && failed.key === key ? failed.id : fresh();
    const rating = (fields.choice || "").startsWith("rate:");
    const pending = rating ? null : waiting(id, said);
    if (pending && !fields.text) pending.focus({ preventScroll: true });
    const { html, error } = await post(fields, id);
    failed = error ? { key, id } : null;
    // The stream may have brought the answer meanwhile.
    if (error && pending && !pending.matches(".pending")) return;
    if (!error) { newest = id; place(html); return; }
    if (pending) pending.remove();
    if (fields.text) write(text.value ? `${fields.text}\n${text.value}` : fields.text);
    say(error);
  };

  const busily = async (work) => {
    busy = true;
    form.querySelector(".send").setAttribute("aria-disabled", "true");
    log.setAttribute("aria-busy", "true");
    try { await work(); } finally {
      busy = false;
      form.querySelector(".send").removeAttribute("aria-disabled");
      log.removeAttribute("aria-busy");
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (busy) return;
    if (button && button.name === "choice") { say(""); busily(() => send({ choice: button.value }, button.textContent.trim())); return; }
    if (button && button.name === "say") { say(""); busily(() => send({ text: button.value }, button.value)); return; }
    const words = text.value.trim();
    if (!words) { text.focus(); return; }
    if (!typed()) return;
    write("");
    busily(() => send({ text: words }, words));
  });

  // A file goes with the words that are written already: names to look for in it, which are not kept.
  const file = byId("file");
  byId("attach").addEventListener("click", (event) => { event.preventDefault(); if (!busy) file.click(); });
  const look = async (chosen, words) => {
    const id = fresh();
    const pending = waiting(id, `📎 ${chosen.name}`, "looking");
    const { html, error, unused } = await post({ file: chosen, words }, id);
    if (error && !pending.matches(".pending")) return;
    if (words && (error || unused)) write(text.value ? `${words}\n${text.value}` : words);
    if (!error) { newest = id; place(html); if (unused) say(WORDS.unused); return; }
    pending.remove();
    say(error === WORDS.gone ? WORDS.lost : error);
  };
  file.addEventListener("change", () => {
    const chosen = file.files[0];
    file.value = "";
    if (!chosen || busy) return;
    if (chosen.size > LARGEST) { say(WORDS.file); return; }
    const words = text.value.trim();
    write("");
    say("");
    busily(() => look(chosen, words));
  });

  // isComposing: Enter also ends the choice of a character in an input method.
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".send"));
  });
  text.addEventListener("input", typed);
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // What was not asked here: other tabs' turns, later reminders and answers of the staff.
  let source = null;
  let pause = 3000;
  const listen = () => {
    if (source && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource(`/stream?${new URLSearchParams({ tab, after: newest })}`);
    source.addEventListener("open", () => { pause = 3000; });
    source.addEventListener("exchange", (event) => { newest = event.lastEventId; place(event.data); });
    source.addEventListener("forgotten", () => { source.close(); location.replace("/"); });
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED) return; // the browser itself tries again
      setTimeout(listen, pause);
      pause = Math.min(pause * 2, 60000);
    });
  };
  addEventListener("online", listen);
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  addEventListener("offline", () => say("网络断开了。写好的文字不会丢。"));

  const draft = kept.get();
  if (draft && !text.value) write(draft);
  const last = log.querySelector(".exchange:last-child");
  if (last) last.scrollIntoView({ block: "start" });
  listen();
})();
