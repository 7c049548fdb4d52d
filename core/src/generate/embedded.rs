//! The generator that needs no model: composes a command from the words of a wish, or stays silent.
