"""The one table of what Redaksi needs on GitHub, in the order in which a person sets it up."""

from workflow.forge.settings import actions, environments, names, repository, ruleset

TABLE = (
    repository.ISSUES,
    repository.LABELS,
    repository.MERGING,
    repository.PAGES,
    *names.VARIABLE_ROWS,
    *actions.ROWS,
    *environments.ROWS,
    *names.SECRET_ROWS,
    repository.BOTS,
    repository.SECRETS,
    repository.OWNERS,
    ruleset.ROW,
)
