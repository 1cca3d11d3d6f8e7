"""HTTP: the page decorator, middleware, errors, paging and the shell every page stands in."""
