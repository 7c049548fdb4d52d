//! The same deed in many words must give the same command; what is not understood must give none.
