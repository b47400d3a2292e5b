"""References: names, citekeys, the fields of CSL-JSON, and which reference is which article. Pure."""
