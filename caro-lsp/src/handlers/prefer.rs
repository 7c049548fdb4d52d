//! "Remember": where a command stands below the comment that asks for it, written otherwise than Caro would, the user may
//! say that it is to be written so from now on.

use caro_core::Span;
use caro_core::generate::generate;
use caro_core::generate::ghost::Cursor;
use caro_core::generate::habits::{Habit, Sign, learned_from};
use caro_core::script::Dialect;
use serde::{Deserialize, Serialize};
use tower_lsp_server::ls_types::{CodeAction, CodeActionKind, CodeActionOrCommand, Command, MessageType};

use super::execute_command::PREFER;
use crate::config::Shell;
use crate::remembered::{Known, Lesson};
use crate::server::Server;
use crate::session::{Open, Shared, Snapshot};

/// The action's kind. No fix and no refactoring: editors show it behind both.
pub(crate) const KIND: &str = "prefer.caro";

/// Two commands, of which the second is better.
#[derive(Serialize, Deserialize)]
pub(crate) struct Preferred {
    offered: String,
    better: String,
    shell: Option<Shell>,
}

/// `caro.prefer`: the user says that one command is better than another; answers whether that taught anything.
pub(crate) async fn prefer(server: &Server, preferred: &Preferred) -> bool {
    let Preferred { offered, better, shell } = preferred;
    let dialect = shell.unwrap_or_default().dialect();
    let is_taught = teach(&server.session, offered, better, dialect);
    if is_taught {
        let message = format!("Caro: from now on, {}.", sentences(&habits(offered, better, dialect)));
        server.client.show_message(MessageType::INFO, message).await;
    }
    is_taught
}

fn teach(shared: &Shared, offered: &str, is: &str, dialect: Dialect) -> bool {
    let platform = shared.snapshot().config.platform.or_machine();
    shared.remembered.prefers(Lesson { offered, is, dialect, platform, is_said: true })
}

/// The action for a selection within one line.
pub(crate) fn action(snapshot: &Snapshot, open: &Open, selection: Span, known: &Known) -> Option<CodeActionOrCommand> {
    let document = &open.document;
    let text = document.text();
    let row = text.byte_to_line(selection.start);
    if text.byte_to_line(selection.end) != row {
        return None;
    }
    let line = text.line(row).to_string();
    let better = line.trim().to_owned();
    // As if all of it were typed already.
    let cursor = Cursor {
        document,
        offset: text.line_to_byte(row) + line.trim_end().len(),
        platform: snapshot.config.platform.or_machine(),
        manual: true,
        enough: 0.0,
        names: &[],
    };
    let wish = cursor.wish().filter(|it| !it.text().is_empty() && it.typed() == better)?;
    let offered = generate(&wish.request(), 1).into_iter().next()?.command().to_owned();
    let dialect = document.dialect();
    let mut new = habits(&offered, &better, dialect);
    new.retain(|it| !known.has(it));
    if new.is_empty() {
        return None;
    }
    let title = format!("Remember: {}", sentences(&new));
    let preferred = Preferred { offered, better, shell: Shell::of(dialect) };
    let arguments = Some(vec![serde_json::to_value(preferred).ok()?]);
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: title.clone(),
        kind: Some(CodeActionKind::new(KIND)),
        command: Some(Command { title, command: PREFER.to_owned(), arguments }),
        ..CodeAction::default()
    }))
}

/// What of a user's way to write shows in a command.
fn habits(offered: &str, better: &str, dialect: Dialect) -> Vec<Habit> {
    let signed = learned_from(offered, better, dialect).into_iter();
    signed.filter(|it| it.1 == Sign::For).map(|it| it.0).collect()
}

fn sentences(habits: &[Habit]) -> String {
    habits.iter().map(Habit::sentence).collect::<Vec<_>>().join("; ")
}
