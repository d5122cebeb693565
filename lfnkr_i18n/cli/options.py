"""Options that several commands share, said once."""

from __future__ import annotations

from typing import Annotated

import typer

from lfnkr_i18n.messages import gettext as _

Posts = Annotated[
    list[str] | None,
    typer.Argument(metavar=_("POST"), show_default=False, help=_("Post ids, paths or globs; none means all.")),
]
NamedPosts = Annotated[
    list[str],
    typer.Argument(metavar=_("POST"), show_default=False, help=_("Post ids, paths or globs.")),
]
OnePost = Annotated[str, typer.Argument(metavar=_("POST"), show_default=False, help=_("The post's id or path."))]
Languages = Annotated[
    list[str] | None,
    typer.Option("-l", "--language", metavar=_("LANG"), help=_("Only this target language; repeatable.")),
]
OneLanguage = Annotated[
    str, typer.Option("-l", "--language", metavar=_("LANG"), show_default=False, help=_("The target language."))
]
SomeLanguages = Annotated[
    list[str],
    typer.Option("-l", "--language", metavar=_("LANG"), show_default=False, help=_("The target language; repeatable.")),
]
DryRun = Annotated[
    bool, typer.Option("-n", "--dry-run", help=_("Write nothing; say what would be done, end as the real run would."))
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "-j",
        "--jobs",
        metavar="N",
        min=1,
        show_default=False,
        help=_("Processes to share the posts among (default: one a core)."),
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print JSON, for programs."))]
By = Annotated[
    str | None, typer.Option("--by", metavar=_("PERSON"), show_default=False, help=_("Who does it; recorded."))
]
NamedBy = Annotated[
    str, typer.Option("--by", metavar=_("PERSON"), show_default=False, help=_("Who does it; recorded."))
]
