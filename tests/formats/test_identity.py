"""A post rendered without translations, or with its own texts, is the source byte for byte."""

from __future__ import annotations

import pytest

from lfnkr_i18n.formats import read_post

POST = """\
---
title: "Open letter: day 9"
date: 2020-01-01
---

# A *short* & odd \\* heading {#id}

> We met [Foo][] there. See <b title="x">the. Map</b> and `co de`. A
> next  
> line[^1]. ![A door](door.jpg "The door")

1. one
   - two. Three

     four

行く。
赤い。**強い。**

| a | b \\| c |
|---|---|
| c. d | `e\\|f` |

[foo]: /x 'A title'
[^1]: Note. Two.[^1] Three **four.** Five *six. Seven* eight.

<div>
text <p>more</p>
</div>

    code

Setext
------

::: tip A title
{% raw %}*a*{% endraw %}
:::
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte-order mark"])
@pytest.mark.parametrize("tail", ["", "  \t", "\n\n \n", "\0"], ids=["as is", "blanks", "lines", "NUL"])
@pytest.mark.parametrize("prefix", ["", "> ", "- ", ">", "\t", "1. > "])
def test_a_post_comes_back_byte_for_byte(line_end: str, mark: str, tail: str, prefix: str) -> None:
    lines = "".join(prefix + line for line in POST.splitlines(keepends=True))
    data = (mark + lines.replace("\n", line_end) + tail).encode()
    post = read_post(data, "post.md", language="en")
    assert post.render([None] * len(post.segments), language="ja") == data
    assert post.render([segment.source for segment in post.segments], language="ja") == data
