"""Which addresses are the forge's attachments, and that nothing else is ever asked, nor told who asks."""

import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.support.attachment_server import SIGNED, STORED, Answer
from tests.support.attachment_server import Attachments as Store
from workflow.forge.attachments import ATTACHMENT_HOSTS, Attachment, AttachmentStore, DownloadProblem
from workflow.forge.rest_api import ForgeError, GitHub

UUID = "9498dba1-d084-4319-aafc-d35c0de16cb7"
TOKEN = "t0ken-that-is-secret"
GITHUB, OWN, LOCAL = "https://github.com", "https://git.contoh.example", "http://127.0.0.1:8081"

ALLOWED = [
    (GITHUB, f"https://github.com/user-attachments/assets/{UUID}"),
    (GITHUB, f"https://github.com/kantor/berita/assets/1826685/{UUID}"),
    (GITHUB, f"https://user-images.githubusercontent.com/1188925/233099814-{UUID}.png"),
    (GITHUB, f"https://user-images.githubusercontent.com/1188925/233099814-{UUID}.PNG"),
    (OWN, f"{OWN}/user-attachments/assets/{UUID}"),
    (OWN, f"{OWN}/kantor/berita/assets/5/{UUID}"),
    (OWN, f"{OWN}/storage/user/5/files/{UUID}"),
    (LOCAL, f"{LOCAL}/user-attachments/assets/{UUID}"),
]
PATH = f"/user-attachments/assets/{UUID}"
REFUSED = [
    *(
        f"https://{host}{PATH}"
        for host in (
            "github.com.evil.example", "evil.example", "www.github.com", "api.github.com", "raw.githubusercontent.com",
            "github.com@evil.example", "github.com:443@evil.example", "x@github.com", "x:y@github.com", "@github.com",
            "github.com:443", "github.com:80", "github.com:8443", "github.com:", "github.com.", "github.com..",
            "GITHUB.COM", "GitHub.com", "github\u3002com", "github\u2024com", "g\u0456thub.com", "xn--gthub-n4a.com", "\u0262ithub.com",
            "github.com%2eevil.example", "github%2ecom", "%67ithub.com", "github.com%00.evil.example", "github.com\t",
            "github.com\\.evil.example", "github.com\\@evil.example", "evil.example\\@github.com", "github.com#@evil.example",
            "evil.example/github.com", "evil.example?github.com", "evil.example#github.com", "127.0.0.1", "[::1]", "localhost",
            "169.254.169.254", "metadata.google.internal", "2130706433", "0x7f000001", "github-com.evil.example", "githubcom",
            "github.co", "github.com.id", "-github.com", " github.com", "github.com ", "github.com\u200b", "\u202egithub.com",
        )
    ),
    f"http://github.com{PATH}", f"HTTPS://github.com{PATH}", f"//github.com{PATH}", f"github.com{PATH}", PATH,
    f"ftp://github.com{PATH}", f"https:/github.com{PATH}", f"https:///github.com{PATH}", f"https:\\\\github.com{PATH}",
    f"https://github.com/{PATH}", f"https://github.com{PATH}/", f"https://github.com{PATH}?x=1", f"https://github.com{PATH}#x",
    f"https://github.com{PATH}/../../../x", f"https://github.com/x/..{PATH}", f"https://github.com{PATH.upper()}",
    f"https://github.com{PATH}\n", f"\nhttps://github.com{PATH}", f"https://github.com{PATH} https://evil.example",
    f"https://github.com{PATH}a", f"https://github.com{PATH[:-1]}", f"https://github.com{PATH.replace('-', '')}",
    f"https://github.com/user-attachments/files/12345/{UUID}", f"https://github.com/user-attachments/assets/..%2f{UUID}",
    f"https://github.com/user-attachments%2fassets%2f{UUID}", f"https://github.com//user-attachments/assets/{UUID}",
    f"https://github.com/lain/rahasia/assets/1826685/{UUID}", f"https://github.com/kantor/berita/assets/x/{UUID}",
    f"https://github.com/storage/user/5/files/{UUID}", "https://github.com/logout", "https://github.com/kantor/berita/raw/main/a.jpg",
    f"https://user-images.githubusercontent.com/1/2-{UUID}.svg.exe", f"https://user-images.githubusercontent.com/../2-{UUID}.png",
    f"https://private-user-images.githubusercontent.com/1/2-{UUID}.png?jwt=x", f"https://media.github.com/1/{UUID}",
    "data:image/png;base64,iVBORw0KGgo=", "file:///etc/passwd", "javascript:alert(1)", "blob:https://github.com/x", "", " ", "\x00",
    "https://", "https://github.com", f"{OWN}{PATH}", f"{LOCAL}{PATH}", f"https://github.com/user-attachments/assets/{UUID}" * 2,
]  # fmt: skip


def attachments(server: str = GITHUB, api: str = "https://api.github.com") -> AttachmentStore:
    return AttachmentStore(GitHub(api, "kantor/berita", TOKEN), server)


@pytest.mark.parametrize(("server", "address"), ALLOWED)
def test_what_github_writes_is_an_attachment(server: str, address: str) -> None:
    assert attachments(server).find(address) == Attachment(address, UUID)


def test_nothing_else_is_one() -> None:
    assert len(REFUSED) > 60
    assert [one for one in REFUSED if attachments().find(one)] == []


@pytest.mark.parametrize(
    "server",
    ["http://github.com", "http://git.contoh.example", "https://x@git.contoh.example", "https://git.contoh.example:8443",
     "https://git", "http://127.0.0.1.evil.example", "http://127.0.0.2:80", "file://", ""],
)  # fmt: skip
def test_an_odd_server_has_none(server: str) -> None:
    assert attachments(server).find(f"{server}{PATH}") is None


class Handler(BaseHTTPRequestHandler):
    """GitHub and its stores, each host by its own name."""

    store: Store
    hosts: list[str]

    def do_GET(self) -> None:
        """Answer as the host that was asked."""
        host = self.headers["Host"]
        self.hosts.append(host)
        if host == "api.github.com":
            assert self.headers["Authorization"] == f"Bearer {TOKEN}"
            assert self.headers["Accept"] == "application/vnd.github.full+json"
            text = self.store.rendered(f'<img src="https://github.com{PATH}" />').replace('"', '\\"')
            self._send(Answer(200, {}, f'{{"body": "", "body_html": "{text}"}}'.encode()))
            return
        place = {ATTACHMENT_HOSTS[0]: SIGNED, ATTACHMENT_HOSTS[-1]: STORED}.get(host, "")
        self._send(self.store.answer(place + self.path, self.headers) or Answer(404))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in {"Content-Length": str(len(answer.data)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class Github:
    """A GitHub with names, certificates and hosts of its own, behind a proxy on loopback."""

    def __init__(self) -> None:
        self.store = Store(GITHUB, f"https://{ATTACHMENT_HOSTS[0]}", f"https://{ATTACHMENT_HOSTS[-1]}")
        self.store.kept[UUID] = b"gambar"
        self.hosts: list[str] = []
        self.certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

    def fetch(self, most: int = 1000) -> bytes | DownloadProblem:
        """What is fetched of the one attachment."""
        found = attachments().find(f"https://github.com{PATH}")
        assert found
        return attachments().fetch(1, found, most)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for all these names, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    names = ",".join(f"DNS:{name}" for name in ("github.com", "api.github.com", *ATTACHMENT_HOSTS, "evil.example"))
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    command += [
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem",
        "-subj",
        "/CN=github.com",
        "-addext",
        f"subjectAltName={names}",
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def github(certificate: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> Iterator[Github]:
    """The names lead here; waiting takes no time."""
    made = Github()
    made.certificate.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with proxied(made) as proxy:
        for name in ("HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, proxy)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.setenv(name, "")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
        yield made
        assert made.store.told == []


@contextmanager
def proxied(github: Github) -> Iterator[str]:
    """A proxy whose every tunnel ends at the GitHub here."""
    handler = type("Bound", (Handler,), {"store": github.store, "hosts": github.hosts})

    class Proxy(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            self.send_response(200)
            self.end_headers()
            with github.certificate.wrap_socket(self.connection, server_side=True) as tunnel:
                handler(tunnel, self.client_address, self.server)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

        def finish(self) -> None:
            """The tunnel has closed it all."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_private_attachment_comes_by_its_signed_address(github: Github) -> None:
    assert github.fetch() == b"gambar"
    assert github.hosts == ["api.github.com", ATTACHMENT_HOSTS[0]]


def test_a_public_one_comes_by_its_own_address(github: Github) -> None:
    github.store.is_private = github.store.is_signing = False
    assert github.fetch() == b"gambar"
    assert github.hosts == ["api.github.com", "github.com", ATTACHMENT_HOSTS[-1]]


@pytest.mark.parametrize(
    "place",
    [
        f"https://evil.example{PATH}", "https://169.254.169.254/latest/meta-data/", "http://127.0.0.1:22/", "file:///etc/passwd",
        f"http://{ATTACHMENT_HOSTS[0]}/1/{UUID}", f"https://{ATTACHMENT_HOSTS[0]}@evil.example/{UUID}", f"https://{ATTACHMENT_HOSTS[0]}:8443/{UUID}",
        f"https://{ATTACHMENT_HOSTS[0]}.evil.example/{UUID}", f"https://{ATTACHMENT_HOSTS[0]}", f"https://{ATTACHMENT_HOSTS[0]}\\@evil.example/{UUID}",
        f"//{ATTACHMENT_HOSTS[0]}/{UUID}", f"/1/{UUID}", "https://github.com/login", f"https://{ATTACHMENT_HOSTS[0].upper()}/{UUID}", "data:,x",
        "https://api.github.com/user",
    ],
)  # fmt: skip
def test_a_redirection_leads_only_to_the_stores(github: Github, place: str) -> None:
    github.store.is_signing = False
    github.store.odd = {PATH: Answer(302, {"Location": place})}
    assert github.fetch() is DownloadProblem.ASTRAY
    assert github.hosts == ["api.github.com", "github.com"]


def test_redirections_come_to_an_end(github: Github) -> None:
    github.store.is_signing = False
    again = Answer(302, {"Location": f"https://{ATTACHMENT_HOSTS[-1]}/x"})
    github.store.odd = {PATH: again, f"{STORED}/x": again}
    assert github.fetch() is DownloadProblem.ASTRAY
    assert len(github.hosts) < 8


def test_somebody_elses_address_in_the_text_is_not_taken_for_the_signed_one(github: Github) -> None:
    github.store.signing = "https://evil.example"
    assert github.fetch() is DownloadProblem.GONE
    assert github.hosts == ["api.github.com", "github.com"]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500])
def test_what_is_not_handed_out_is_said(github: Github, status: int) -> None:
    github.store.odd = {f"{SIGNED}/7001/5001-{UUID}.jpg": Answer(status)}
    assert github.fetch() is DownloadProblem.GONE


def test_too_much_is_not_read_to_its_end(github: Github) -> None:
    github.store.kept[UUID] = bytes(5_000_000)
    assert github.fetch() is DownloadProblem.LARGE


@pytest.mark.parametrize("answer", [Answer(503), Answer(429), Answer(200, {"Content-Length": "99"}, b"x")])
def test_what_passes_is_tried_again_and_then_said(github: Github, waited: list[float], answer: Answer) -> None:
    github.store.odd = {f"{SIGNED}/7001/5001-{UUID}.jpg": answer}
    with pytest.raises(ForgeError, match="cannot be reached"):
        github.fetch()
    assert waited == [1, 2]
    assert github.hosts.count(ATTACHMENT_HOSTS[0]) == 3


def test_another_certificate_is_not_believed(github: Github, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(ForgeError):
        github.fetch()
    assert github.hosts == []
