"""Internationalisation (i18n): English in the code, Indonesian in the gettext catalogue; localised dates."""
