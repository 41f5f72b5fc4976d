"""Contact data and ways off the marketplace in a text: links, e-mail, telephone numbers, messengers, handles.

A text comes in, the passages that give contact data go out as they are written there, plain or disguised. Invitations
in plain words (`visit our website`) are the lexicon's; here stands what has a shape or depends on what is around it.
"""

from __future__ import annotations

from tasks.measure.contact.links import find_links
from tasks.measure.contact.messengers import find_messengers
from tasks.measure.contact.passages import fold
from tasks.measure.contact.phones import find_phones
from tasks.measure.contact.signs import may_hold_contacts, may_hold_contacts_mask

__all__ = ["find_contacts", "may_hold_contacts", "may_hold_contacts_mask"]


def find_contacts(text: str) -> tuple[str, ...]:
    """The passages with contact data, each once, in the order of the text.

    What overlaps is one passage; a part of a longer one is left out.
    """
    passages = fold(text)
    found = [*find_links(passages.folded), *find_phones(passages.folded), *find_messengers(passages.folded)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start < joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    written = [passages.written_at(start, end) for start, end in joined]
    return tuple(one for one in dict.fromkeys(written) if not any(one != other and one in other for other in written))
