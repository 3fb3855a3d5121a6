"""The command line."""
import json, sys
from datetime import datetime
from bot.handlers.ask import decide
from bot.messages import Session, Turn
from bot.texts import render
from knowledge.answering import Assistant, Context
from knowledge.catalogue import Catalogue
from knowledge.deadlines import beijing
from knowledge.training import trained
from notices.shelf import load
import time
A = Assistant(Catalogue(load()), trained())
for line in sys.stdin:
    q = json.loads(line)
    now = beijing(datetime.fromisoformat(q["now"])) if q.get("now") else beijing(datetime.now().astimezone())
    s = Session("x", Context(notice=q.get("notice")))
    for i, t in enumerate(q["turns"]):
        d = decide(Turn("x", str(i), now, t), s, A); s = d.session
    r = d.reply
    print(json.dumps({"id": q["id"], "kind": r.kind, "text": render(r), "notices": r.notices, "citations": [{"notice": c.notice, "clause": c.clause, "quote": c.quote} for c in r.citations]}, ensure_ascii=False))
