"""Who wrote what of a story on a branch, as the check of the change will see it: a new text takes two people."""

from collections.abc import Collection

from workflow.config.allowed_signers import allowed_signers
from workflow.config.office import Office
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.git.commit_files import CommitFiles, files_of_commit
from workflow.git.commit_range import range_between
from workflow.git.repository import Repository
from workflow.git.ssh_signature import SignatureVerifier
from workflow.rules.authority.git_change import RecordAuthority
from workflow.rules.authority.provenance import Provenance


def field_authors(
    repository: Repository, base: CommitFiles, head: str, office: Office, now: int, path: str, fields: Collection[str]
) -> set[str]:
    """Who made some fields of a file what they are at the head: keys of people.yml, "" for somebody unknown."""
    one = range_between(repository, base.commit, head)
    with SignatureVerifier(allowed_signers(office)) as verifier:
        witness = EvidenceAssessor(repository, office, verifier, now)
        provenance = Provenance(repository, one, witness, ())
        authority = RecordAuthority(provenance, base, files_of_commit(repository, one.result), office, now)
        found = [authority.maker(path, field) for field in fields]
        return {witness.author_of(commit) or "" if commit else "" for commit in found}
