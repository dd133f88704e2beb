"""What the site reads: records judged and copied once a build, and hand-written pages."""
