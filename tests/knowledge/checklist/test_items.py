"""What to get ready, worked out from the notices by hand."""

import pytest

from knowledge.checklist.model import UNSURE
from tests.knowledge.checklist.conftest import Ready
from tests.knowledge.checklist.test_flow import ARCHIVES, BUILDING, HEJING, PARTY, POWER

ARCHIVIST = {"route": "review", "level": "middle", "employer": "institution", "punished": "no", "stationed": "no"}
ARCHIVIST |= {"direct_middle": "no", "not_on_chsi": "no"}
BUILDER = {"route": "review", "level": "middle", "series": "construction", "employer": "state", "education": "other"}
BUILDER |= {"title": "here", "stationed": "no", "not_on_chsi": "no", "classified": "no", "certificate": "none"}
TEACHER = {"route": "review", "level": "middle", "employer": "institution", "title": "here", "place": "other"}
TEACHER |= {"stationed": "no", "grassroots": "no", "transferred": "no", "not_on_chsi": "no", "appraisals": "none"}
BEGINNER = {"employer": "institution", "punished": "no", "education": "college", "full_time": "yes", "teacher": "no"}
BEGINNER |= {"graduated": "2020-07-01", "began": "2020-08-01", "stationed": "no", "not_on_chsi": "no"}


def test_continuing_education_is_named_certificate_by_certificate(ready: Ready) -> None:
    names = [item.name for item in ready(PARTY, **TEACHER).values() if item.group == "education"]
    general = [f"{year}年度公需课合格证书" for year in range(2019, 2024)]
    assert names == [*general, *(f"{year}年度专业课合格证书" for year in range(2021, 2024))]


@pytest.mark.parametrize(("education", "years"), [("secondary", 3), ("college", 2), ("bachelor", 1), ("other", 0)])
def test_the_years_of_certificates_turn_on_the_diploma(ready: Ready, education: str, years: int) -> None:
    made = ready(HEJING, **{**BEGINNER, "education": education})
    assert len([item for item in made.values() if item.group == "education"]) == 2 * years


def test_years_that_the_notice_does_not_name_are_not_made_up(ready: Ready) -> None:
    names = [i.name for i in ready(POWER, **{**TEACHER, "level": "junior"}).values() if i.group == "education"]
    assert names == ["近2年的公需课合格证书", "近2年的专业课合格证书"]


def test_a_junior_builders_certificates_stand_in_another_document(ready: Ready) -> None:
    [item] = [i for i in ready(BUILDING, **{**BUILDER, "level": "junior"}).values() if i.group == "education"]
    assert item.name == "继续教育（含专业课和公需课）合格证书"
    assert "ce-years-junior" in {one.id for one in item.mind}


@pytest.mark.parametrize(
    ("notice", "told", "form", "template"),
    [
        (ARCHIVES, ARCHIVIST, "ce-exempt-upload", "附件4"),
        (BUILDING, BUILDER, "ce-exempt-village", "附件4"),
        (PARTY, TEACHER, "ce-exempt-form", "附件4"),
        (POWER, {**TEACHER, "employer": "enterprise"}, "ce-exempt-form", "附件4"),
        (HEJING, BEGINNER, "ce-exempt-upload", "附件5"),
    ],
)
def test_who_was_stationed_hands_in_a_form_instead_of_certificates(
    ready: Ready, notice: str, told: dict[str, str], form: str, template: str
) -> None:
    stationed = "stationed" if notice == BUILDING else "stationed-before"
    made = ready(notice, **{**told, "stationed": stationed})
    assert [item.id for item in made.values() if item.group == "education"] == [form]
    assert made[form].template == template


def test_a_private_firms_first_applicant_needs_no_certificates(ready: Ready) -> None:
    told = {**ARCHIVIST, "route": "private", "level": "junior", "employer": "private", "first_time": "yes"}
    [item] = [item for item in ready(ARCHIVES, **told).values() if item.group == "education"]
    assert (item.fact.id, item.if_any) == ("ce-private-first", True)


@pytest.mark.parametrize(
    ("found", "listed"),
    [("no", ["education-chsi"]), ("yes", ["education-not-found"]), (UNSURE, ["education-chsi", "education-not-found"])],
)
def test_the_register_stands_for_a_report_that_cannot_be_found(ready: Ready, found: str, listed: list[str]) -> None:
    made = ready(ARCHIVES, **{**ARCHIVIST, "not_on_chsi": found})
    assert [i for i in made if i in ("education-chsi", "education-not-found")] == listed
    assert {made[i].hangs_on for i in listed} == {("not_on_chsi",) if found == UNSURE else ()}


@pytest.mark.parametrize(("title", "listed"), [("here", ["title-here"]), ("elsewhere", ["title-elsewhere"]), ("none", [])])
def test_what_proves_a_title_turns_on_where_it_was_granted(ready: Ready, title: str, listed: list[str]) -> None:
    assert [i for i in ready(POWER, **{**TEACHER, "title": title}) if i.startswith("title")] == listed


def test_copies_are_those_of_the_notice(ready: Ready) -> None:
    forms = [(ARCHIVES, ARCHIVIST, "form-copies"), (BUILDING, BUILDER, "paper-form"), (HEJING, BEGINNER, "form")]
    assert [ready(notice, **told)[form].copies for notice, told, form in forms] == [3, 2, 2]


def test_images_are_jpg_where_the_notice_says_so_but_for_what_it_wants_otherwise(ready: Ready) -> None:
    made = ready(POWER, **{**TEACHER, "employer": "enterprise"})
    assert {item.format for item in made.values() if item.group != "paper"} == {"jpg", "pdf"}
    assert [item.id for item in made.values() if item.format == "pdf"] == ["ip"]
    assert {item.format for item in made.values() if item.group == "paper"} == {""}


@pytest.mark.parametrize(
    ("notice", "told", "listed"),
    [
        (BUILDING, BUILDER, {"qualification", "title-own", "ip", "awards", "papers-pages"}),
        (POWER, TEACHER, {"awards", "ip", "other-proofs"}),
        (PARTY, TEACHER, {"awards", "other-proofs", "paper-other"}),
        (HEJING, BEGINNER, set()),
    ],
)
def test_what_only_some_have_is_marked(ready: Ready, notice: str, told: dict[str, str], listed: set[str]) -> None:
    assert {item.id for item in ready(notice, **told).values() if item.if_any} == listed


@pytest.mark.parametrize(("who", "template"), [("state", "附件5"), ("institution", "")])
def test_the_appraisal_form_is_one_line_with_the_template_of_the_employer(ready: Ready, who: str, template: str) -> None:
    made = ready(BUILDING, **{**BUILDER, "employer": who})
    assert [i for i in made if i.startswith("appraisal")] == ["appraisal-years"]
    assert made["appraisal-years"].template == template


def test_firms_in_hejing_give_an_opinion_instead_of_the_form(ready: Ready) -> None:
    made = ready(HEJING, **{**BEGINNER, "employer": "state"})
    assert "appraisal-enterprise" in made
    assert "appraisal-forms" not in made


def test_teachers_bring_three_things_each_in_a_line(ready: Ready) -> None:
    made = ready(HEJING, **{**BEGINNER, "teacher": "yes"})
    assert [made[i].name for i in ("teacher-certificate", "mandarin", "teacher-ethics")] == [
        "教师资格证",
        "普通话证书",
        "师德师风情况说明",
    ]


def test_mandarin_is_asked_of_institutions_alone(ready: Ready) -> None:
    made = [ready(ARCHIVES, **{**ARCHIVIST, "employer": who}) for who in ("institution", "state")]
    assert ["mandarin-need" in one for one in made] == [True, False]


def test_years_of_work_are_proved_by_who_reports_middle_directly(ready: Ready) -> None:
    assert ready(ARCHIVES, **{**ARCHIVIST, "direct_middle": "yes"})["experience-proof"].group == "paper"
    assert "experience-proof" not in ready(ARCHIVES, **ARCHIVIST)


def test_a_name_says_how_much_is_asked_for(ready: Ready) -> None:
    made = ready(BUILDING, **BUILDER)
    assert made["summary-length"].name == "任现职以来个人总结（不少于2000字）"
    assert made["achievements"].name == "业绩成果印证材料（5项）"
    assert made["appraisal-years"].name == "年度考核表（2021年至2023年）"


def test_what_is_uploaded_is_told_with_masking_and_scanning(ready: Ready) -> None:
    made = ready(POWER, **TEACHER)
    assert all({"mask-what", "scan-clear"} <= {m.id for m in i.mind} for i in made.values() if i.group != "paper")
    assert "opinion-sentence" in {one.id for one in made["form-print"].mind}


def test_five_working_days_are_told_with_the_publicity(ready: Ready) -> None:
    assert "publicity-days" in {one.id for one in ready(POWER, **TEACHER)["publicity-upload"].mind}


def test_there_is_nothing_to_get_ready_for_who_may_not_apply(ready: Ready) -> None:
    assert ready(HEJING, employer="retired") == {}


def test_things_stand_in_the_order_of_uploads_education_and_papers(ready: Ready) -> None:
    groups = [item.group for item in ready(BUILDING, **BUILDER).values()]
    assert groups == sorted(groups, key=("online", "education", "paper").index)
