"""Tables of patients as files: text and Parquet in, the same out."""
