"use strict";
// The page's own script: asks for the state (the server answers when something changed) and sends what is clicked.
(() => {
  const byId = (id) => document.getElementById(id);
  const log = byId("log"), text = byId("text"), about = byId("about");
  let state = { version: -1 }, news = -1, reply = 0, edit = 0, asking = new AbortController(), timer;

  const element = (tag, words = "", name = "") => Object.assign(document.createElement(tag), { textContent: words, className: name });
  const button = (words, click) => Object.assign(element("button", words), { type: "button", onclick: click });

  const act = async (name, more = {}) => {
    const body = JSON.stringify({ act: name, who: state.who, chat: state.chat, ...more });
    const answer = await fetch("/desk/do", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (!answer.ok) flash((await answer.json()).error);
  };

  const flash = (words) => {
    byId("toast").textContent = words;
    byId("toast").hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => { byId("toast").hidden = true; }, 3000);
  };

  const about_ = (words, r = 0, e = 0) => { [reply, edit] = [r, e]; about.hidden = !words; about.firstChild.textContent = words; };

  const choose = (who, chat) => { state = { ...state, who, chat, version: -1 }; news = -1; about_(""); asking.abort(); };

  const shown = (m) => {
    const box = element("article", "", m.mine ? "message mine" : "message");
    const bubble = element("div", "", "bubble");
    if (!m.mine) bubble.append(element("span", m.who, "who"));
    if (m.from) bubble.append(element("span", `转发自 ${m.from}`, "from"));
    if (m.reply) bubble.append(element("span", m.reply, "reply"));
    const words = element("span");
    words.innerHTML = m.html; // escaped by the server
    const clock = new Date(m.at * 1000).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
    bubble.append(words, element("span", `${m.reactions} ${m.edited ? "已编辑 " : ""}${clock}`, "meta"));
    box.append(bubble);
    for (const row of m.rows) {
      const line = element("div", "", "row");
      for (const key of row) line.append(button(key.text, () => key.url ? open(key.url, "_blank", "noreferrer") : act("presses", { message: m.id, text: key.text })));
      box.append(line);
    }
    const tools = element("div", "", "tools");
    tools.append(button("回复", () => { about_(`回复：${m.text.slice(0, 30)}`, m.id); text.focus(); }));
    if (m.mine && m.text) tools.append(button("编辑", () => { about_("编辑", 0, m.id); text.value = m.text; text.focus(); }));
    box.append(tools);
    return box;
  };

  const draw = (fresh) => {
    const bottom = log.scrollHeight - log.scrollTop - log.clientHeight < 80 || fresh.chat !== state.chat;
    state = fresh;
    byId("people").replaceChildren(...fresh.people.map((p) => mark(button(p.name, () => choose(p.id, p.id)), p.id === fresh.who)));
    byId("chats").replaceChildren(...fresh.chats.map((c) => mark(button(c.name, () => choose(fresh.who, c.id)), c.id === fresh.chat)));
    byId("there").textContent = fresh.there ? "机器人在线" : "机器人还没有连上";
    byId("waiting").textContent = fresh.faults.join("、");
    byId("limits").textContent = fresh.limits ? "限速：开" : "限速：关";
    byId("blocks").textContent = fresh.blocked ? "解除屏蔽" : "屏蔽机器人";
    byId("commands").replaceChildren(...fresh.commands.map((c) => button(`/${c.command}`, () => act("says", { text: `/${c.command}` }))));
    log.replaceChildren(...fresh.messages.map(shown));
    if (bottom) log.scrollTop = log.scrollHeight;
    tell(fresh);
  };

  const mark = (key, on) => { key.setAttribute("aria-pressed", on); return key; };

  const tell = (fresh) => {
    const last = fresh.news.at(-1);
    byId("typing").hidden = !(last && last.kind === "typing" && last.number === fresh.count - 1);
    for (const one of fresh.news.filter((n) => n.number > news && news >= 0 && n.words)) {
      if (one.kind === "toast") flash(one.words);
      if (one.kind === "alert") { byId("alert").firstChild.textContent = one.words; byId("alert").showModal(); }
    }
    news = Math.max(fresh.count - 1, 0);
  };

  const watch = async () => {
    for (;;) {
      asking = new AbortController();
      const wish = new URLSearchParams({ version: state.version, who: state.who ?? 0, chat: state.chat ?? 0 });
      try {
        draw(await (await fetch(`/desk/state?${wish}`, { signal: asking.signal })).json());
      } catch (error) {
        if (error.name === "AbortError") continue;
        byId("there").textContent = "服务器没有回应";
        await new Promise((done) => setTimeout(done, 500));
      }
    }
  };

  byId("ask").onsubmit = (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (!words) return;
    edit ? act("edits", { message: edit, text: words }) : act("says", { text: words, reply });
    text.value = "";
    about_("");
  };
  text.onkeydown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); byId("ask").requestSubmit(); }
  };
  byId("never").onclick = () => { about_(""); text.value = ""; };
  byId("file").onchange = async (event) => {
    const form = new FormData();
    form.append("who", state.who);
    form.append("chat", state.chat);
    form.append("file", event.target.files[0]);
    await fetch("/desk/send", { method: "POST", body: form });
    event.target.value = "";
    byId("more").open = false;
  };
  document.addEventListener("click", (event) => {
    const key = event.target.closest("[data-thing], [data-act], [data-fault]");
    if (!key) return;
    const { thing, fault, times } = key.dataset;
    if (key.closest("#more")) byId("more").open = false;
    if (thing) act("sends", { thing, text: text.value });
    else if (fault) act("fails", { kind: fault, times: Number(times || 1) });
    else if (key.dataset.act === "renames") { const name = prompt("新名字", "老王"); if (name) act("renames", { text: name }); }
    else act(key.dataset.act);
  });
  watch();
})();
