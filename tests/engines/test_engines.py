"""Every engine against its service: what it sends, what it makes of answers, what it does with faults."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable

import pytest

from lfnkr_i18n.engines import ENGINES, Engine, make
from lfnkr_i18n.engines.answers import fault
from lfnkr_i18n.engines.engine import Setup
from lfnkr_i18n.errors import EngineBusy, EngineError, EngineStopped, NotSealed
from lfnkr_i18n.markup.parts import parted
from lfnkr_i18n.model import Parts
from lfnkr_i18n.privacy.sealing import NO_NAMES, Question, Sealed, seal
from tests.engines.conftest import Start, engine_of
from tests.engines.services import (
    ChatService,
    Fault,
    LibreTranslateService,
    Service,
    cut,
    drip,
    hang,
    in_seconds,
    page,
    reset,
    status,
)

ALL = [*ENGINES]
NETWORK = [name for name in ALL if name != "pseudo"]
SERVERS = ["deepl", "libretranslate", "openai"]

SENTENCES = {
    "plain": "Snow fell in the village.",
    "marked": "We wrote a **long** letter to the [embassy](https://example.org/?a=1&b=2) about `code` & <b>tea</b>.",
    "signs": "Is 3 < 4 and AT&amp;T \\*so\\*?",
    "numbers": "In 2024 we helped 12 families.",
}


def question(*texts: str, **options: object) -> Sealed:
    items = {str(number): parted(text).parts for number, text in enumerate(texts, start=1)}
    return seal(Question("en", "ja", items, **options), NO_NAMES)  # type: ignore[arg-type]  # a row's options


def asked(engine: Engine, sealed: Sealed, *, again: bool = False) -> dict[str, Parts]:
    return dict(engine.translate(sealed, again=again))


@pytest.mark.parametrize("again", [False, True], ids=["first way", "second way"])
@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES.keys())
@pytest.mark.parametrize("name", ALL)
def test_codes_come_back_whole(start: Start, name: str, text: str, again: bool) -> None:
    engine = make("pseudo", Setup()) if name == "pseudo" else engine_of(name, start(name))
    source = parted(text).parts
    answer = asked(engine, question(text), again=again)["1"]
    assert fault(source, answer) is None
    engine.close()


@pytest.mark.parametrize("name", NETWORK)
def test_addresses_and_code_never_leave(start: Start, name: str) -> None:
    service = start(name)
    asked(engine_of(name, service), question(SENTENCES["marked"]))
    assert "example.org" not in "".join(service.texts)
    assert "`" not in "".join(service.texts)


@pytest.mark.parametrize("name", SERVERS)
def test_a_batch_is_one_request(start: Start, name: str) -> None:
    service = start(name)
    answers = asked(engine_of(name, service), question("Snow fell.", "It was cold.", "We came."))
    assert (list(answers), len(service.got)) == (["1", "2", "3"], 1)


@pytest.mark.parametrize("name", SERVERS)
def test_swapped_answers_are_put_right_by_their_ids(start: Start, name: str) -> None:
    service = start(name)
    texts = ("Snow fell.", "It was cold.", "We came.")
    right = asked(engine_of(name, service), question(*texts))
    service.turned = True
    assert asked(engine_of(name, service), question(*texts)) == right


@pytest.mark.parametrize("name", SERVERS)
def test_a_missing_answer_is_missing_and_no_other_takes_its_place(start: Start, name: str) -> None:
    service = start(name)
    work = service.translate
    service.translate = lambda text, target: None if "cold" in text else work(text, target)
    answers = asked(engine_of(name, service), question("Snow fell.", "It was cold.", "We came."))
    whole = asked(engine_of(name, start(name)), question("Snow fell.", "It was cold.", "We came."))
    assert list(answers) == ["1", "3"]
    assert answers["3"] == whole["3"]


@pytest.mark.parametrize(
    ("damage", "wrong"),
    [
        pytest.param(lambda text: text.replace('<g id="1">', "").replace("</g>", "", 1), "it lost a code", id="lost"),
        pytest.param(
            lambda text: text.replace('<x id="3"/>', '<x id="3"/><x id="3"/>'), "it added a code", id="doubled"
        ),
        pytest.param(lambda text: text.replace('<x id="3"/>', '<x id="9"/>'), "it lost a code", id="another"),
        pytest.param(lambda text: text.replace("<g id", "＜g id"), None, id="widened"),
        pytest.param(lambda text: text.replace("</g>", ""), None, id="never closed"),
        pytest.param(lambda text: text + "<script>alert(1)</script>", None, id="script behind"),
        pytest.param(lambda text: text.replace("<g", "<script>alert(1)</script><g"), None, id="script inside"),
        pytest.param(lambda text: "&lt;script&gt;", "it lost a code", id="no codes"),
        pytest.param(lambda text: f"{text}</s><s id='2'>", None, id="an element of its own"),
    ],
)
def test_damaged_codes_of_deepl(start: Start, damage: Callable[[str], str], wrong: str | None) -> None:
    service = start("deepl")
    service.translate = lambda text, target: damage(text)
    answers = asked(engine_of("deepl", service), question(SENTENCES["marked"]))
    source = parted(SENTENCES["marked"]).parts
    assert (fault(source, answers["1"]) if answers else None) == wrong


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("｛｛１｝｝長い｛｛／１｝｝手紙", True),
        ("{{ 1 }}長い{{ / 1 }}手紙", True),
        ("{{1}}長い手紙", False),
        ("{{1}}長い{{/1}}{{1}}手紙{{/1}}", False),
        ("{{/1}}長い{{1}}手紙", False),
        ("{{1}}{{/1}}長い手紙", False),
        ("{{1}}長い手紙{{/1}}", False),
    ],
)
def test_damaged_codes_of_a_chat_model(start: Start, written: str, same: bool) -> None:
    service = start("openai")
    service.translate = lambda text, target: written
    source = "A **long** letter"
    answer = asked(engine_of("openai", service), question(source))["1"]
    assert (fault(parted(source).parts, answer) is None) is same


def patience_for(play: Fault) -> float:
    """Return the seconds to wait for an answer: few where there will be none; the machine may be a busy one."""
    return 0.5 if play in (hang, drip) else 30.0


@pytest.mark.parametrize(
    ("play", "error", "after"),
    [
        pytest.param(status(429, Retry_After="7"), EngineBusy, 7, id="429 in seconds"),
        pytest.param(status(429, Retry_After=in_seconds(-5)), EngineBusy, 0, id="429 by date"),
        pytest.param(status(429), EngineBusy, None, id="429"),
        pytest.param(status(500), EngineBusy, None, id="500"),
        pytest.param(status(503, Retry_After="1"), EngineBusy, 1, id="503"),
        pytest.param(status(456), EngineStopped, None, id="quota"),
        pytest.param(status(401), EngineStopped, None, id="401"),
        pytest.param(status(403), EngineStopped, None, id="403"),
        pytest.param(status(404), EngineStopped, None, id="404"),
        pytest.param(status(413), EngineError, None, id="too large"),
        pytest.param(status(302, Location="https://example.org/"), EngineStopped, None, id="redirect"),
        pytest.param(page("unusual traffic: captcha"), EngineBusy, None, id="captcha"),
        pytest.param(status(200, b"null"), EngineBusy, None, id="null"),
        pytest.param(status(200, b"[]"), EngineBusy, None, id="a list"),
        pytest.param(status(200, b"[" * 100_000), EngineBusy, None, id="nested without end"),
        pytest.param(hang, EngineBusy, None, id="hang"),
        pytest.param(drip, EngineBusy, None, id="slow drip"),
        pytest.param(reset, EngineBusy, None, id="reset"),
        pytest.param(cut, EngineBusy, None, id="cut short"),
    ],
)
@pytest.mark.parametrize("name", SERVERS)
def test_faults(start: Start, name: str, play: Fault, error: type[EngineError], after: float | None) -> None:
    service = start(name)
    service.always = play
    with pytest.raises(EngineError) as caught:
        asked(engine_of(name, service, patience=patience_for(play)), question("Snow fell."))
    assert type(caught.value) is error
    assert "secret" not in str(caught.value)
    if isinstance(caught.value, EngineBusy):
        assert caught.value.after == after


@pytest.mark.parametrize(
    ("play", "error"),
    [
        pytest.param(status(429), EngineBusy, id="429"),
        pytest.param(status(500), EngineBusy, id="500"),
        pytest.param(page("unusual traffic: captcha"), EngineBusy, id="captcha"),
        pytest.param(hang, EngineBusy, id="hang"),
        pytest.param(drip, EngineBusy, id="slow drip"),
        pytest.param(reset, EngineBusy, id="reset"),
    ],
)
def test_faults_of_google(start: Start, play: Fault, error: type[EngineError]) -> None:
    service = start("google")
    service.always = play
    with pytest.raises(error) as caught:
        asked(engine_of("google", service, patience=patience_for(play)), question("Snow fell."))
    assert "Snow" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_google_stops_after_threads_that_hang(start: Start) -> None:
    service = start("google")
    service.always = hang
    engine = engine_of("google", service, patience=0.1)
    for _ in range(2):
        with pytest.raises(EngineBusy):
            asked(engine, question("Snow fell."))
    with pytest.raises(EngineStopped):
        asked(engine, question("Snow fell."))


def test_google_stops_at_a_captcha(start: Start) -> None:
    service = start("google")
    service.always = page("captcha")
    engine = engine_of("google", service)
    for _ in range(2):
        with pytest.raises(EngineBusy):
            asked(engine, question("Snow fell."))
    with pytest.raises(EngineStopped):
        asked(engine, question("Snow fell."))


def test_google_sends_no_text_that_makes_its_address_too_long(start: Start) -> None:
    service = start("google")
    sealed = seal(Question("ja", "en", {"1": ("雪" * 1700,)}), NO_NAMES)
    with pytest.raises(EngineError, match="too long"):
        asked(engine_of("google", service), sealed)
    assert service.got == []


def test_google_writes_no_text_into_logs(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asked(engine_of("google", start("google")), question("Snow fell."))
    assert "Snow" not in caplog.text


@pytest.mark.parametrize("name", NETWORK)
def test_threads_do_not_mix_up_answers(start: Start, name: str) -> None:
    service = start(name)
    engine = engine_of(name, service)
    wrong: list[str] = []

    def ask(numbers: range) -> None:
        for number in numbers:
            (part,) = asked(engine, question(f"Family {number} came."))["1"]
            if str(number) not in str(part):
                wrong.append(str(part))

    threads = [threading.Thread(target=ask, args=(range(first, 400, 16),)) for first in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (wrong, len(service.got)) == ([], 400)


class Listed:
    def terms_in(self, text: str) -> frozenset[str]:
        return frozenset({"p1"}) if "Kolm" in text else frozenset()


@pytest.mark.parametrize("name", NETWORK)
def test_what_was_sealed_wrongly_is_stopped_at_the_door(start: Start, name: str) -> None:
    service = start(name)
    with pytest.raises(NotSealed, match="p1") as caught:
        asked(engine_of(name, service, names=Listed()), question("Ada Kolm came."))
    assert (service.got, "Kolm" in str(caught.value)) == ([], False)


def test_what_deepl_is_asked(start: Start) -> None:
    service = start("deepl")
    sealed = question("Snow fell.", title="Winter", before=("It was cold.",), after=("We left.",), voice="desu-masu")
    asked(engine_of("deepl", service), sealed)
    path, body = service.got[0].split("\n", 1)
    assert (path, service.headers[0]["Authorization"]) == ("/v2/translate", "DeepL-Auth-Key test-key:fx")
    assert json.loads(body) == {
        "text": ["Snow fell."],
        "source_lang": "EN",
        "target_lang": "JA",
        "tag_handling": "xml",
        "tag_handling_version": "v2",
        "split_sentences": "0",
        "outline_detection": False,
        "show_billed_characters": True,
        "context": "Winter It was cold. We left.",
        "formality": "prefer_more",
    }


def test_deepl_is_asked_for_american_english(start: Start) -> None:
    service = start("deepl")
    asked(engine_of("deepl", service), seal(Question("ja", "en", {"1": ("雪が降りました。",)}), NO_NAMES))
    assert json.loads(service.got[0].split("\n", 1)[1])["target_lang"] == "EN-US"


def test_deepls_quota(start: Start) -> None:
    quota = engine_of("deepl", start("deepl")).quota()
    assert quota is not None
    assert (quota.used, quota.limit) == (1200, 500000)


def test_deepls_own_client_finds_our_stub_right(start: Start) -> None:
    import deepl

    service = start("deepl")
    client = deepl.DeepLClient("test-key:fx", server_url=service.url, send_platform_info=False)
    answer = client.translate_text(["<s>Snow fell.</s>", "We came."], source_lang="EN", target_lang="JA", context="x")
    assert isinstance(answer, list)
    assert [one.text for one in answer] == [service.translate(text, "JA") for text in ("<s>Snow fell.</s>", "We came.")]
    assert client.get_usage().character.limit == 500000
    service.faults = [status(456)]
    with pytest.raises(deepl.QuotaExceededException):
        client.translate_text("Snow", target_lang="JA")
    with pytest.raises(deepl.AuthorizationException):
        deepl.DeepLClient("wrong", server_url=service.url).get_usage()
    with pytest.raises(deepl.DeepLException):
        client.translate_text("Snow", target_lang="EN")


def test_a_missing_key_is_said_before_anything_is_sent() -> None:
    with pytest.raises(EngineStopped, match="DEEPL_API_KEY"):
        make("deepl", Setup(url="https://api-free.deepl.com"))
    with pytest.raises(EngineStopped, match="OPENAI_API_KEY"):
        make("openai", Setup(url="https://api.example.org/v1", model="m"))


def test_a_service_that_is_not_encrypted_is_refused() -> None:
    with pytest.raises(EngineError, match="not encrypted"):
        make("libretranslate", Setup(url="http://example.org"))


def test_what_libretranslate_is_asked(start: Start) -> None:
    service = start("libretranslate")
    asked(engine_of("libretranslate", service, key=None), question("A **b** <kbd>c</kbd>"))
    assert json.loads(service.got[0].split("\n", 1)[1]) == {
        "q": ['A <b id="1">b</b> <span translate="no" id="2">2</span>'],
        "source": "en",
        "target": "ja",
        "format": "html",
    }


def test_libretranslate_asks_for_a_key(start: Start) -> None:
    service = start("libretranslate")
    assert isinstance(service, LibreTranslateService)
    service.key = "test-key:fx"
    assert list(asked(engine_of("libretranslate", service), question("Snow fell."))) == ["1"]
    with pytest.raises(EngineStopped, match="set LIBRETRANSLATE_API_KEY"):
        asked(engine_of("libretranslate", service, key=None), question("Snow fell."))
    with pytest.raises(EngineStopped, match="does not accept the key"):
        asked(engine_of("libretranslate", service, key="another"), question("Snow fell."))


@pytest.mark.parametrize("limit", ["most", "longest"])
def test_a_libretranslate_that_takes_less_refuses_this_request_only(start: Start, limit: str) -> None:
    service = start("libretranslate")
    setattr(service, limit, 10 if limit == "longest" else 1)
    engine = engine_of("libretranslate", service, key=None)
    with pytest.raises(EngineError, match="refused") as caught:
        asked(engine, question("Snow fell on us.", "It was cold."))
    assert type(caught.value) is EngineError
    assert list(asked(engine, question("Snow."))) == ["1"]


def test_libretranslates_full_stop_is_put_right(start: Start) -> None:
    service = start("libretranslate")
    service.translate = lambda text, target: "雪が降りました."
    assert asked(engine_of("libretranslate", service), question("Snow fell.")) == {"1": ("雪が降りました。",)}


def test_tags_that_libretranslate_makes_of_text_are_text(start: Start) -> None:
    service = start("libretranslate")
    service.translate = lambda text, target: "雪 &lt;script&gt;"
    assert asked(engine_of("libretranslate", service), question("Snow")) == {"1": ("雪 <script>",)}


def test_what_a_chat_model_is_asked(start: Start) -> None:
    service = start("openai")
    sealed = question(
        "We met **him**.",
        title="Winter",
        before=("It was cold.",),
        terms={"winter coat": "防寒着"},
        voice="de-aru",
    )
    asked(engine_of("openai", service), sealed)
    body = json.loads(service.got[0].split("\n", 1)[1])
    assert (service.headers[0]["Authorization"], body["model"], body["temperature"]) == ("Bearer test-key:fx", "m", 0)
    assert json.loads(body["messages"][-1]["content"]) == {
        "title": "Winter",
        "before": ["It was cold."],
        "glossary": {"winter coat": "防寒着"},
        "translate": {"1": "We met {{1}}him{{/1}}."},
    }
    rules = body["messages"][0]["content"]
    assert all(
        word in rules for word in ("English to Japanese", "never instructions", "だ・である", "{{1}}", "glossary")
    )
    schema = body["response_format"]["json_schema"]["schema"]
    assert (schema["required"], schema["additionalProperties"]) == (["1"], False)


def test_marks_are_not_spoken_of_where_there_are_none(start: Start) -> None:
    service = start("openai")
    asked(engine_of("openai", service), question("Snow fell."))
    assert "{{" not in service.got[0]


def test_a_text_with_the_marks_own_signs_gets_others(start: Start) -> None:
    service = start("openai")
    sealed = seal(Question("en", "ja", {"1": ("Write {{1}} ", *parted("*so* it").parts)}), NO_NAMES)
    asked(engine_of("openai", service), sealed)
    assert "<<1>>so<</1>>" in service.got[0]


@pytest.mark.parametrize(
    ("formats", "requests"),
    [((None,), 3), (("json_object", None), 2), (("json_schema",), 1)],
    ids=["plain text only", "no schema", "schema"],
)
def test_servers_that_know_less_are_asked_for_less(
    start: Start, formats: tuple[str | None, ...], requests: int
) -> None:
    service = start("openai")
    assert isinstance(service, ChatService)
    service.formats = formats
    engine = engine_of("openai", service)
    assert list(asked(engine, question("Snow fell."))) == ["1"]
    assert len(service.got) == requests
    asked(engine, question("It was cold."))
    assert len(service.got) == requests + 1  # what it knows is remembered


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('```json\n{"1": "雪。"}\n```', id="in a fence"),
        pytest.param('<think>Snow is 雪.</think>\n{"1": "雪。"}', id="after thinking aloud"),
        pytest.param('{"1": "雪。", "2": "春。", "x": "夏。"}', id="with ids that were not asked for"),
        pytest.param('{"translate": {"1": "雪。"}}', id="in the question's own object"),
    ],
)
def test_answers_that_are_wrapped(start: Start, content: str) -> None:
    service = start("openai")
    assert isinstance(service, ChatService)
    service.content = lambda found: content
    assert asked(engine_of("openai", service), question("Snow.")) == {"1": ("雪。",)}


@pytest.mark.parametrize(
    "content",
    ["I'm sorry, I cannot help with that.", '{"1": null}', '{"1": ["雪"]}', '["雪"]', '{"1": "雪', "", "null"],
)
def test_answers_that_are_none(start: Start, content: str) -> None:
    service = start("openai")
    assert isinstance(service, ChatService)
    service.content = lambda found: content
    assert asked(engine_of("openai", service), question("Snow.")) == {}


def test_an_answer_that_was_cut_off_is_none(start: Start) -> None:
    service = start("openai")
    choice = {"finish_reason": "length", "message": {"content": '{"1": "雪。"}'}}
    service.always = status(200, json.dumps({"choices": [choice]}).encode())
    assert asked(engine_of("openai", service), question("Snow.")) == {}


def test_the_time_of_a_fault_is_bounded(start: Start) -> None:
    service: Service = start("deepl")
    service.always = drip
    begin = time.monotonic()
    with pytest.raises(EngineBusy):
        asked(engine_of("deepl", service, patience=0.5), question("Snow."))
    assert time.monotonic() - begin < 15
