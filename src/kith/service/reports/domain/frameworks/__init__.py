"""Which dimensions of the portfolio's frameworks were worked on."""
