"""Every template of every notice: what it prints, and what it looks like filled in."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from bot.documents.filling import filling
from bot.documents.papers import blank, filled
from notices.clauses import plain
from notices.kits import Kit, Kits
from notices.papers import Paper, field
from notices.shelf import Shelf, load
from notices.vocabulary import table

SHELF = load()
KITS = Kits(SHELF)
ALL = [(notice.id, paper) for notice in SHELF for paper in KITS.of(notice.id).papers]
FONTS = {"仿宋", "宋体", "黑体"}
NUMBER = "652901199005121223"  # of nobody: the digits and their check digit
TYPED = {
    "text": "甲乙丙",
    "long": "第一行 <b>&\n第二行",
    "day": "2024-08-20",
    "month": "2012年8月",
    "count": "5",
    "phone": "0997-0000000",
    "identity": NUMBER,
}


def words(document: bytes) -> str:
    """All text of a .docx, tables too, in order."""
    body = Document(BytesIO(document)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def printed(shelf: Shelf, notice: str, paper: Paper) -> str:
    """What the source prints of a paper: its clause and the notes to it, without the marks of headings and lists."""
    clauses = shelf.published[notice].clauses.items()
    texts = (c.text for path, c in clauses if path == paper.clause or path.startswith(f"{paper.clause}注"))
    return "".join(re.sub(r"(?m)^[#\- ]+", "", text) for text in texts)


def typed(paper: Paper) -> dict[str, str]:
    return {one.name: one.options[0] if one.options else TYPED[one.kind] for one in paper.fields()}


@pytest.fixture(params=ALL, ids="/".join)
def one(request: pytest.FixtureRequest) -> tuple[Kit, Paper, bytes]:
    kit = KITS.of(request.param[0])
    return kit, kit.papers[request.param[1]], kit.templates[request.param[1]]


def test_a_blank_template_says_word_for_word_what_the_notice_prints(one: tuple[Kit, Paper, bytes]) -> None:
    kit, paper, template = one
    document = filled(paper, template, {}, as_printed=True)
    assert plain(words(document)) == plain(printed(SHELF, kit.notice.id, paper))


def test_a_template_filled_in_holds_all_that_was_given_and_no_tag(one: tuple[Kit, Paper, bytes]) -> None:
    kit, paper, template = one
    done = filling(kit, paper, typed(paper))
    text = words(filled(paper, template, done.values, done.people))
    assert not done.faults and not re.search(r"[{}]|（模板）", text)
    for name, value in done.values.items():
        wanted = [value.year, value.month] if not isinstance(value, str) else value.splitlines()
        assert all(line in text for line in wanted), name


def test_every_run_names_a_chinese_font_and_the_paper_is_a4(one: tuple[Kit, Paper, bytes]) -> None:
    _, paper, template = one
    document = Document(BytesIO(blank(paper, template)))
    fonts = {run.get(qn("w:eastAsia")) for run in document.element.body.iter(qn("w:rFonts"))}
    sides = (document.sections[0].page_width, document.sections[0].page_height)
    assert fonts <= FONTS and fonts
    assert sorted(round(side.mm) for side in sides if side is not None) == [210, 297]


def test_the_fonts_name_others_for_where_they_are_missing(one: tuple[Kit, Paper, bytes]) -> None:
    with ZipFile(BytesIO(one[2])) as file:
        table = file.read("word/fontTable.xml").decode()
    assert all(f'w:name="{font}"' in table for font in FONTS) and "Noto Serif CJK SC" in table


def test_a_form_is_a_table_with_its_value_beside_each_label() -> None:
    kit = KITS.of("aksu-archives-2024")
    paper = kit.papers["exemption"]
    done = filling(kit, paper, {"name": "王某某", "employer": "某某馆", "born": "1990.5"})
    table = Document(BytesIO(filled(paper, kit.templates[paper.id], done.values))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["姓名", "王某某", "性别", "", "出生年月", "1990年5月"]
    assert rows[3][:3] == ["现工作单位", "某某馆", "某某馆"]
    assert rows[6][0] == "审查意见" and "公 章" in rows[6][1]


def test_a_roster_has_a_numbered_line_a_person() -> None:
    kit = KITS.of("bayingol-power-2024")
    paper = kit.papers["roster"]
    people = f"姓名，身份证号，工作单位，备注\n王某某，{NUMBER}，甲公司，评审\n李某，，乙公司，"
    done = filling(kit, paper, {"specialty": "电力", "people": people})
    table = Document(BytesIO(filled(paper, kit.templates[paper.id], done.values, done.people))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert len(rows) == 3
    assert rows[1][0::5] == ["1", NUMBER, ""] and rows[1][-1] == "评审"
    assert rows[2][:2] == ["2", "李某"] and rows[2][-1] == "初定/授予/评审"


@pytest.mark.parametrize("notice", [n for n, paper in ALL if paper == "promise"])
def test_a_promise_has_an_empty_place_for_the_signature_and_the_day(notice: str) -> None:
    kit = KITS.of(notice)
    text = words(blank(kit.papers["promise"], kit.templates["promise"]))
    assert re.search(r"(承诺人：（手写签名）|签字：（承诺人）)\s+(\d{4})?年\s+月\s+日$", text)


@pytest.mark.parametrize("notice", [n.id for n in SHELF])
def test_no_template_prints_a_sentence_that_is_to_be_written_by_hand(notice: str) -> None:
    kit = KITS.of(notice)
    sentences = [plain(getattr(fact.data, "words", "")) for fact in kit.copy]
    texts = [plain(words(blank(paper, kit.templates[paper.id]))) for paper in kit.papers.values()]
    assert sentences and not any(sentence in text for sentence in sentences for text in texts)


def test_what_is_filled_in_cannot_run_as_a_template() -> None:
    kit = KITS.of("hejing-initial-2024")
    paper = kit.papers["integrity"]
    attack = "{{ ''.__class__ }}{% for x in y %}"
    done = filling(kit, paper, {"name": "</w:t><w:t>", "employer": attack})
    text = words(filled(paper, kit.templates[paper.id], done.values))
    assert attack in text and "</w:t><w:t>" in text


def test_what_a_document_may_not_hold_is_left_out() -> None:
    kit = KITS.of("hejing-initial-2024")
    paper = kit.papers["integrity"]
    done = filling(kit, paper, {"name": "王\x00\x0b\ufffe某\u202e\ud800"})
    assert "兹有王 某同志" in words(filled(paper, kit.templates[paper.id], done.values))


def test_every_field_of_the_vocabulary_can_be_read_and_is_used() -> None:
    used = {name for n, p in ALL for name in (*KITS.of(n).papers[p].required, *KITS.of(n).papers[p].optional)}
    used |= {name for n, p in ALL for name in KITS.of(n).papers[p].rows}
    assert {field(name).name for name in table("fields")} == used


def test_a_notice_that_prints_no_template_has_none_and_says_where_one_is_told_of() -> None:
    kit = KITS.of("aksu-construction-2024")
    assert not kit.papers and [m.name[:3] for m in kit.missing] == ["附件1", "附件2", "附件3", "附件4", "附件5"]
    assert any("资料下载" in fact.text for fact in kit.missing[3].where)
