"""The checklist: what one applicant needs, whether they may apply, and by when. Pure."""
