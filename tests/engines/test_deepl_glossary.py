"""The glossary that DeepL keeps: made once, edited when it changes, and never more than a help."""

from __future__ import annotations

import json
from collections.abc import Mapping

import deepl
import pytest
from deepl.api_data import MultilingualGlossaryDictionaryEntries

from lfnkr_i18n.engines.deepl import DeepL
from lfnkr_i18n.engines.engine import Enforced
from lfnkr_i18n.errors import EngineBusy, EngineError, NotSealed
from lfnkr_i18n.markup.parts import parted
from lfnkr_i18n.model import plain
from lfnkr_i18n.privacy.sealing import NO_NAMES, Question, SealedTerms, TermList, seal, seal_terms
from tests.engines.conftest import Start, engine_of
from tests.engines.services import DeepLService, page, reset, respond, status

BOTH: dict[tuple[str, str], Mapping[str, str]] = {
    ("en", "ja"): {"refugee": "難民", "LFNKR": "LFNKR"},
    ("ja", "en"): {"難民": "refugee"},
}
TEXT = "The refugee came."


@pytest.fixture
def service(start: Start) -> DeepLService:
    made = start("deepl")
    assert isinstance(made, DeepLService)
    return made


def deepl_of(service: DeepLService, **options: object) -> DeepL:
    engine = engine_of("deepl", service, **options)
    assert isinstance(engine, DeepL)
    return engine


def terms(dictionaries: Mapping[tuple[str, str], Mapping[str, str]] = BOTH, owner: str = "news") -> SealedTerms:
    return seal_terms(TermList(owner, dictionaries), NO_NAMES)


def enforce(service: DeepLService, sealed: SealedTerms | None = None, *, dry_run: bool = False) -> Enforced:
    return deepl_of(service).enforce(sealed or terms(), dry_run=dry_run)


def requests(service: DeepLService) -> list[str]:
    """Return the paths that were asked for since the last call."""
    paths = [one.split("\n", 1)[0] for one in service.got]
    service.got.clear()
    return paths


def translated(engine: DeepL, text: str = TEXT, source: str = "en", target: str = "ja", **options: object) -> str:
    known: dict[str, object] = {"terms": {"refugee": "難民"}, **options}
    question = Question(source, target, {"1": parted(text).parts}, **known)  # type: ignore[arg-type]  # a row's options
    return plain(engine.translate(seal(question, NO_NAMES), again=False)["1"])


def own_client(service: DeepLService) -> deepl.DeepLClient:
    return deepl.DeepLClient(service.key, server_url=service.url, send_platform_info=False)


def test_deepls_own_client_reads_what_we_made(service: DeepLService) -> None:
    assert enforce(service) == Enforced(frozenset(BOTH), 3)
    client = own_client(service)
    (glossary,) = client.list_multilingual_glossaries()
    assert glossary.name.startswith("lfnkr news (")
    for (source, target), entries in BOTH.items():
        (told,) = client.get_multilingual_glossary_entries(glossary, source, target).dictionaries
        assert deepl.convert_tsv_to_dict(str(told.entries)) == entries
    answer = client.translate_text(TEXT, source_lang="EN", target_lang="JA", glossary=glossary)
    assert isinstance(answer, deepl.TextResult)
    assert "難民" in answer.text


def test_we_read_what_deepls_own_client_made(service: DeepLService) -> None:
    enforce(service)
    name, dictionaries = next(iter(service.glossaries.kept.values()))
    service.glossaries.kept.clear()
    made = [MultilingualGlossaryDictionaryEntries(*pair, dict(rows)) for pair, rows in dictionaries.items()]
    own_client(service).create_multilingual_glossary(name, made)
    requests(service)
    assert enforce(service) == Enforced(frozenset(BOTH), 0)
    assert requests(service) == ["/v3/glossaries"]


def test_nothing_is_sent_twice(service: DeepLService) -> None:
    enforce(service)
    assert requests(service) == ["/v3/glossaries", "/v3/languages?resource=glossary", "/v3/glossaries"]
    assert enforce(service) == Enforced(frozenset(BOTH), 0)
    assert requests(service) == ["/v3/glossaries"]


def test_a_text_in_which_terms_stand_is_asked_for_by_the_glossary(service: DeepLService) -> None:
    engine = deepl_of(service)
    assert "難民" not in translated(engine)
    engine.enforce(terms(), dry_run=False)
    assert "難民" in translated(engine)
    body = json.loads(service.got[-1].split("\n", 1)[1])
    assert (body["glossary_id"], body["source_lang"]) == (next(iter(service.glossaries.kept)), "EN")
    translated(engine, terms={})
    assert "glossary_id" not in service.got[-1]
    translated(engine, source="en", target="de")
    assert "glossary_id" not in service.got[-1]


def test_a_change_edits_the_glossary_that_is_there(service: DeepLService) -> None:
    service.glossaries.most = 1  # as in a free account
    enforce(service)
    (before,) = service.glossaries.kept
    changed = {("en", "ja"): {"refugee": "避難民"}, ("en", "de"): {"refugee": "Flüchtling"}}
    assert enforce(service, terms(changed)) == Enforced(frozenset(changed), 2)
    assert {id_: kept for id_, (_, kept) in service.glossaries.kept.items()} == {before: changed}
    requests(service)
    assert enforce(service, terms(changed)).sent == 0
    assert requests(service) == ["/v3/glossaries"]


def test_a_change_that_was_cut_off_is_made_again(service: DeepLService) -> None:
    enforce(service)
    service.faults = [*[respond] * 3, status(503)]
    changed = {("en", "ja"): {"refugee": "避難民"}, ("ja", "en"): {"避難民": "refugee"}}
    with pytest.raises(EngineBusy):
        enforce(service, terms(changed))
    assert enforce(service, terms(changed)).sent == 2
    assert [kept for _, kept in service.glossaries.kept.values()] == [changed]


def test_other_glossaries_of_the_account_stay(service: DeepLService) -> None:
    client = own_client(service)
    theirs = MultilingualGlossaryDictionaryEntries("EN", "JA", {"a": "b"})
    for name in ("lfnkr other (0123456789abcdef)", "lfnkr news", "lfnkr news (2026)", "Marketing"):
        client.create_multilingual_glossary(name, [theirs])
    enforce(service)
    assert len(service.glossaries.kept) == 5


def test_of_two_glossaries_of_ours_one_stays(service: DeepLService) -> None:
    enforce(service)
    made = MultilingualGlossaryDictionaryEntries("EN", "JA", {"a": "b"})
    own_client(service).create_multilingual_glossary("lfnkr news (0123456789abcdef)", [made])
    assert enforce(service).sent == 0
    assert [name == "lfnkr news (0123456789abcdef)" for name, _ in service.glossaries.kept.values()] == [False]


def test_a_dry_run_says_what_would_be_sent_and_sends_none_of_it(service: DeepLService) -> None:
    assert enforce(service, dry_run=True) == Enforced(frozenset(BOTH), 3)
    assert service.glossaries.kept == {}
    assert not any("refugee" in one for one in service.got)
    enforce(service)
    assert enforce(service, dry_run=True).sent == 0


@pytest.mark.parametrize(
    ("entries", "taken"),
    [
        pytest.param({"a\x01b": "c", "d": "e\x9f", "f": "g"}, {"f": "g"}, id="control characters"),
        pytest.param({"a\tb": "c", "d\ne": "f", "g": "h"}, {"g": "h"}, id="tabs and lines"),
        pytest.param({"雪" * 342: "a", "b": "c"}, {"b": "c"}, id="more than 1024 bytes"),
        pytest.param({" a": "b", "c": "", "d": "e"}, {"d": "e"}, id="blanks at an end, empty"),
        pytest.param({'"a"': "b, c"}, {'"a"': "b, c"}, id="quotation marks and commas"),
    ],
)
def test_entries_that_deepl_does_not_take_are_left_out(
    service: DeepLService, entries: dict[str, str], taken: dict[str, str]
) -> None:
    assert enforce(service, terms({("en", "ja"): entries})).sent == len(taken)
    assert [kept for _, kept in service.glossaries.kept.values()] == [{("en", "ja"): taken}]


def test_languages_of_which_deepl_keeps_no_glossary_are_left_out(service: DeepLService) -> None:
    more = {**BOTH, ("en", "tlh"): {"refugee": "Haw'wI'"}}
    assert enforce(service, terms(more)) == Enforced(frozenset(BOTH), 3)
    assert enforce(service, terms({("en", "tlh"): {"a": "b"}}, owner="other")) == Enforced(frozenset(), 0)
    assert len(service.glossaries.kept) == 1


def test_regions_share_a_dictionary_where_they_agree(service: DeepLService) -> None:
    agree = {("ja", "en-GB"): {"難民": "refugee"}, ("ja", "en-US"): {"難民": "refugee"}, ("en-GB", "en-US"): {"a": "b"}}
    assert enforce(service, terms(agree)).directions == {("ja", "en-GB"), ("ja", "en-US")}
    engine = deepl_of(service)
    engine.enforce(terms(agree), dry_run=False)
    assert "refugee" in translated(engine, "難民が来た。", "ja", "en-GB")
    differ = {("ja", "en-GB"): {"色": "colour"}, ("ja", "en-US"): {"色": "color"}}
    assert enforce(service, terms(differ, owner="other")) == Enforced(frozenset(), 0)


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        pytest.param(status(403), EngineError, "may not use glossaries", id="not on this plan"),
        pytest.param(status(400), EngineError, "refused", id="refused"),
        pytest.param(status(404), EngineError, "no such service", id="a proxy that has none"),
        pytest.param(status(429, Retry_After="7"), EngineBusy, "busy", id="busy"),
        pytest.param(status(200, b"[]"), EngineBusy, "no glossary", id="something else"),
        pytest.param(status(200, b'{"glossaries": [{"glossary_id": "1"}]}'), EngineBusy, "no glossary", id="half"),
        pytest.param(page("captcha"), EngineBusy, "no JSON", id="a page"),
        pytest.param(reset, EngineBusy, "connection", id="hung up"),
    ],
)
def test_faults(service: DeepLService, fault: object, error: type[EngineError], words: str) -> None:
    service.always = fault  # type: ignore[assignment]  # a row's fault
    with pytest.raises(error, match=words) as caught:
        enforce(service)
    assert "secret" not in str(caught.value)


def test_an_account_that_may_keep_no_more(service: DeepLService) -> None:
    service.glossaries.most = 0
    with pytest.raises(EngineError, match="not keep one more"):
        enforce(service)


def test_a_glossary_that_somebody_deleted_is_done_without(service: DeepLService) -> None:
    engine = deepl_of(service)
    engine.enforce(terms(), dry_run=False)
    service.glossaries.kept.clear()
    assert translated(engine) == service.translate(TEXT, "JA")
    assert engine.lapsed
    requests(service)
    translated(engine)
    assert requests(service) == ["/v2/translate"]


def test_a_refusal_that_has_nothing_to_do_with_the_glossary_is_told_and_keeps_it(service: DeepLService) -> None:
    engine = deepl_of(service)
    engine.enforce(terms(), dry_run=False)
    service.faults = [status(400), status(400)]
    with pytest.raises(EngineError, match="refused"):
        translated(engine)
    assert ("難民" in translated(engine), engine.lapsed) == (True, False)


class Listed:
    """A register with one name."""

    def terms_in(self, text: str) -> frozenset[str]:
        return frozenset({"p1"}) if "Kolm" in text else frozenset()


@pytest.mark.parametrize(
    "sealed",
    [
        TermList("news", {("en", "ja"): {"Ada Kolm": "コルム"}}),
        TermList("news", {("ja", "en"): {"コルム": "Ada Kolm"}}),
        TermList("Kolm", {("en", "ja"): {"a": "b"}}),
    ],
    ids=["form", "translation", "owner"],
)
def test_no_listed_name_goes_with_a_glossary(service: DeepLService, sealed: TermList) -> None:
    with pytest.raises(NotSealed, match="p1"):
        seal_terms(sealed, Listed())
    with pytest.raises(NotSealed, match="p1"):  # sealed wrongly, it is stopped at the door
        deepl_of(service, names=Listed()).enforce(seal_terms(sealed, NO_NAMES), dry_run=False)
    assert not any("Kolm" in one for one in service.got)


def test_a_changed_glossary_is_stopped_at_the_door_too(service: DeepLService) -> None:
    enforce(service)
    wrong = terms({("en", "ja"): {"Ada Kolm": "コルム"}})
    with pytest.raises(NotSealed):
        deepl_of(service, names=Listed()).enforce(wrong, dry_run=False)
    assert not any("Kolm" in one for one in service.got)


def test_nothing_else_makes_it() -> None:
    with pytest.raises(TypeError):
        SealedTerms(TermList("news", BOTH), by=object())
