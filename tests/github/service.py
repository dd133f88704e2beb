"""GitHub Actions: events begin runs, runs end, and their end is an event again."""

import itertools

from tests.github import events
from tests.github.hub import Hub
from tests.github.runner import Done, Runner
from tests.github.things import ZERO, Event, Run
from tests.github.workflows import FOLDER, Workflow, parse


class Service:
    """Runs what is waiting, one job after the other."""

    def __init__(self, hub: Hub, runner: Runner) -> None:
        self.hub, self.runner = hub, runner
        self._ids = itertools.count(501)

    def settle(self, *files: str) -> list[Run]:
        """Let all that is waiting run, and what that begins; the runs, in order. With files named, no other is begun."""
        done: list[Run] = []
        while True:
            while self.hub.waiting:
                self.begin(self.hub.waiting.pop(0), *files)
            queued = [run for run in self.hub.runs if run.status == "queued"]
            if not queued:
                return done
            self.perform(queued[0])
            done.append(queued[0])

    def begin(self, event: Event, *files: str) -> list[Run]:
        """The runs that an event begins, of the workflows at its own commit."""
        begun = [
            Run(next(self._ids), workflow.file, workflow.name, event, self.hub.now())
            for workflow in self.workflows(event.sha)
            if workflow.file in (files or [workflow.file]) and workflow.hears(event, self._changed(event))
        ]
        self.hub.runs += begun
        return begun

    def workflows(self, commit: str) -> list[Workflow]:
        """The workflow files of a commit."""
        files = self.hub.bare.git("ls-tree", "--name-only", commit, f"{FOLDER}/").splitlines()
        return [parse(path.rpartition("/")[2], self.hub.bare.read(path, commit)) for path in files]

    def perform(self, run: Run) -> None:
        """Run a run's jobs in order."""
        workflow = parse(run.file, self.hub.bare.read(f"{FOLDER}/{run.file}", run.event.sha))
        run.status = "in_progress"
        done: dict[str, Done] = {}
        for key, job in workflow.jobs.items():
            done[key] = self.runner.job(workflow, key, run, done)
            run.jobs[job.get("name", key)] = done[key].result
        run.output = "".join(one.output for one in done.values())
        run.summary = "".join(one.summary for one in done.values())
        results = {one.result for one in done.values()}
        run.conclusion = "failure" if "failure" in results else "skipped" if results == {"skipped"} else "success"
        run.status = "completed"
        self.hub.waiting.append(events.completed(self.hub, run))

    def _changed(self, event: Event) -> list[str]:
        """The files that a push or a pull request changes; of a new branch, all since it left main."""
        if event.name not in ("push", "pull_request"):
            return []
        pull = event.payload.get("pull_request")
        base = pull["base"]["sha"] if pull else event.payload["before"]
        start = "refs/heads/main" if base == ZERO else base
        return self.hub.bare.git("diff", "--name-only", f"{start}...{event.head}").splitlines()
