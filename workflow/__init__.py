"""Redaksi: an Indonesian public office's editorial SOP, run and enforced on plain Git."""


def __getattr__(name: str) -> str:
    """`__version__`, as this installation has it; looked up only when asked for, since it takes a while (PEP 562)."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import version

    return version("redaksi")
