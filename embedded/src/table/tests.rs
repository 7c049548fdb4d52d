//! The same wish about rows and fields in many words must give the same command.
