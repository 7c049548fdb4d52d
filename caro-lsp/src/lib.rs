//! The language server, its command line, and nothing that thinks: that is `caro-core`.
