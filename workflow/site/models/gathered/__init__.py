"""Pages that gather stories by what they are about: topics, the agenda, the weekly digest."""
