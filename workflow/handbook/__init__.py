"""The handbook for clerks (PANDUAN.md) and for maintainers (PENGATURAN.md), made of the office's own facts."""
