"""The check of what stands ready to be committed: the records of the index, before there is a commit."""

from pathlib import Path

from workflow.config.load import load_office_files
from workflow.engine.check_files import judge_paths
from workflow.engine.check_office import LoadedOffice
from workflow.engine.report import Report, make_report
from workflow.git.commit_files import CommitFiles
from workflow.git.log import changed_files
from workflow.git.repository import Repository


class IndexCheck:
    """The index of a work tree, judged by its own configuration: who may change that is asked when it is pushed."""

    def __init__(self, repository: Repository, index: Path | None) -> None:
        tree = repository.tree_of_index(index)
        head = repository.run("rev-parse", "--verify", "--quiet", "HEAD^{tree}").decode().strip()
        self.files = CommitFiles(repository, tree)
        self.changes = changed_files(repository, head, tree)

    def load(self) -> LoadedOffice:
        """The office as it would be committed."""
        return load_office_files(self.files)

    def report(self, loaded: LoadedOffice, now: int) -> Report:
        """Everything that is wrong with the files that a commit would change."""
        office, findings = loaded
        paths = [change.path for change in self.changes if change.path.startswith("content/") and not change.removed]
        found, count = judge_paths(self.files, paths, office.with_files(self.files) if office else None, now)
        return make_report([*findings, *found], count)
