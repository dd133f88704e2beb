"""The one table of what Redaksi needs on GitHub, in the order in which a person sets it up."""

from workflow.forge.settings import actions, environments, repository, ruleset, variables_and_secrets

TABLE = (
    repository.ISSUES,
    repository.LABELS,
    repository.MERGING,
    repository.PAGES,
    *variables_and_secrets.VARIABLE_ROWS,
    *actions.ROWS,
    *environments.ROWS,
    *variables_and_secrets.SECRET_ROWS,
    repository.BOTS,
    repository.SECRET_SCANNING,
    repository.OWNERS,
    ruleset.ROW,
)
