//! From text to the typed model.
