//! What to do about a failure, in the words of who reads it: flags on the command line, settings in an editor.

/// Where the user can change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Advice {
    /// By flags of `caro-lsp generate`.
    Flags,
    /// By settings of the editor.
    Settings,
}

impl Advice {
    /// More time.
    pub(super) fn budget(self) -> &'static str {
        match self {
            Self::Flags => "give it longer with --budget SECONDS",
            Self::Settings => "give it longer with caro.ghostText.budgetMs or caro.model.budgetMs",
        }
    }

    /// One of several models of a server.
    pub(super) fn server_model(self) -> &'static str {
        match self {
            Self::Flags => "here with --server-model NAME",
            Self::Settings => "here with caro.server.model",
        }
    }

    /// A server's key.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Flags => "here with --key-env VARIABLE",
            Self::Settings => "here with caro.server.keyVariable or caro.server.keyCommand",
        }
    }

    /// A server in the place of a model.
    pub(super) fn server(self) -> &'static str {
        match self {
            Self::Flags => "name a server with --server",
            Self::Settings => "name a server with caro.server.url",
        }
    }
}
