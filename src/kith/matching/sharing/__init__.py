"""Applications shared out to reviewers."""
