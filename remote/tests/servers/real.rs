//! A real server with a real model, where there is one.
