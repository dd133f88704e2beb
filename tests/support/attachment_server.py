"""Attachments as GitHub keeps them: written into a comment where a picture is dropped, handed out by signed addresses.

What a private repository's attachment answers at its own address without a login, is 404; a public one leads (302) to
GitHub's store. A comment's HTML has an address with a token, good for five minutes, in the place of its own. GitHub Docs,
"Attaching files"; python-github-backup #477; addresses as they stand in public comments and their `body_html`.
"""

import html
import re
import uuid
from dataclasses import dataclass, field
from email.message import Message

SIGNED, STORED = "/private-user-images", "/github-production-user-asset"
"""Where the loopback server has what GitHub has on hosts of their own."""


@dataclass
class Answer:
    """What is answered to somebody who asks for bytes."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    data: bytes = b""


@dataclass
class Attachments:
    """What was attached, by its UUID."""

    server: str = ""
    """The address at which people read the forge."""
    signing: str = ""
    """Where signed addresses lie; "": at the server itself."""
    storing: str = ""
    is_private: bool = True
    is_signing: bool = True
    """Whether a comment's HTML has signed addresses."""
    kept: dict[str, bytes] = field(default_factory=dict)
    odd: dict[str, Answer] = field(default_factory=dict)
    """What is answered otherwise, by path."""
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """Tokens that were shown here; none should be."""

    def attach(self, data: bytes, alt: str = "Image") -> str:
        """Somebody drops a picture into the box of a comment: what GitHub writes there."""
        return f'<img width="4032" height="3024" alt="{alt}" src="{self.address(data)}" />'

    def address(self, data: bytes) -> str:
        """The address of something that was attached."""
        identity = str(uuid.uuid4())
        self.kept[identity] = data
        return f"{self.server}/user-attachments/assets/{identity}"

    def rendered(self, body: str) -> str:
        """A comment as HTML, in so far as its pictures go."""
        return re.sub(r"!\[([^\]]*)\]\(([^)]*)\)", r'<p><img src="\2" alt="\1"></p>', self._signed(body))

    def _signed(self, body: str) -> str:
        for identity in self.kept if self.is_signing else ():
            own = f"{self.server}/user-attachments/assets/{identity}"
            body = body.replace(own, html.escape(self.signed(identity)))
        return body

    def signed(self, identity: str) -> str:
        """The address at which an attachment is handed out."""
        return f"{self.signing or self.server + SIGNED}/7001/5001-{identity}.jpg?jwt=eyJ0eXAi.eyJpc3Mi.5Ab-_&X-Amz-Expires=300"

    def answer(self, url: str, headers: Message) -> Answer | None:
        """What is answered at an address; None where it is none of an attachment."""
        path, _, query = url.partition("?")
        identity = path.rpartition("/")[2].rpartition(".")[0][-36:] or path[-36:]
        is_own = "/user-attachments/assets/" in path
        if not is_own and not path.startswith((SIGNED, STORED)) and path not in self.odd:
            return None
        self.asked.append(path)
        self.told += [headers["Authorization"]] if headers.get("Authorization") else []
        if path in self.odd:
            return self.odd[path]
        if identity not in self.kept or (is_own and self.is_private) or (not is_own and not query):
            return Answer(404, {"Content-Type": "text/html"}, b"<html>Not Found</html>")
        if is_own:
            place = f"{self.storing or self.server + STORED}/7001/5001-{identity}.jpg?X-Amz-Signature=ab12"
            return Answer(302, {"Location": place})
        return Answer(200, {"Content-Type": "image/jpeg"}, self.kept[identity])
