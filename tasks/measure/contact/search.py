"""The dear search of one text for contact data, plain or disguised. Nothing is refused."""

from __future__ import annotations

from tasks.measure.contact.links import find_links
from tasks.measure.contact.messengers import find_messengers
from tasks.measure.contact.passages import fold
from tasks.measure.contact.phones import find_drawn_phones, find_phones


def search(text: str, signs: frozenset[str]) -> tuple[str, ...]:
    """The passages with contact data, each once, in the order of the text, those drawn in figures behind the others.

    What overlaps is one passage; a part of a longer one is left out. Only what `signs` announce is looked for.
    """
    passages = fold(text)
    folded = passages.folded
    found = [
        *find_links(folded, signs),
        *find_phones(folded, signs),
        *find_messengers(folded, signs, passages.is_disguised),
    ]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start < joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    written = [passages.written_at(start, end) for start, end in joined]
    written += [text[start:end].strip() for start, end in find_drawn_phones(text)]
    return tuple(one for one in dict.fromkeys(written) if not any(one != other and one in other for other in written))
