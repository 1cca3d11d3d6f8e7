"""The import engine: values are read, staged by COPY, matched, written by a few statements, and can be taken back."""
