//! Requests about lines in many words, each with its one command; and near misses that must give none.
