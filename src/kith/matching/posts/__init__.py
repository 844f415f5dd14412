"""Posts: applicants to posts they ranked, so that no applicant and post would both rather have each other."""
