//! CARO1013: a file that holds the state of infrastructure is deleted or emptied.

use crate::Span;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink};

rule! {
    /// Loses the file that says which resources exist, so that nothing can change or remove them any more.
    ///
    /// The resources go on running. A backup copy (`terraform.tfstate.backup`) is one run old.
    ///
    /// To decide: Are the resources that it lists gone, or does another state list them?
    ///
    /// ```sh bad
    /// rm -f terraform.tfstate
    /// ```
    /// ```sh fixed
    /// mv terraform.tfstate terraform.tfstate.old
    /// ```
    /// ```sh bad
    /// : > infra/terraform.tfstate
    /// ```
    /// ```sh good
    /// rm -rf .terraform
    /// ```
    /// ```sh good
    /// cp terraform.tfstate terraform.tfstate.old
    /// ```
    /// ```sh good
    /// rm -f /tmp/x/terraform.tfstate test/terraform.tfstate
    /// terraform state pull > terraform.tfstate
    /// ```
    "CARO1013" "delete-state-file",
    Caution,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    // What is moved is still there.
    if act.command.is_some_and(|it| it.program.as_deref() == Some("mv")) {
        return;
    }
    if !matches!(act.kind, ActKind::Deletes | ActKind::Overwrites) {
        return;
    }
    let value = sink.value(act.path);
    let lost = value.shapes.iter().find(|it| {
        let text = &*it.text;
        text.ends_with(".tfstate")
            && !text.contains('*')
            && !text.starts_with("/tmp/")
            && !super::calls::is_throwaway(text)
    });
    let Some(lost) = lost else { return };
    let silent = act.command.is_none_or(|it| it.program.as_deref().is_none_or(|it| matches!(it, ":" | "true")));
    let empties = silent || act.contents.as_ref().and_then(|it| it.text()).is_some_and(|it| it.trim().is_empty());
    if act.kind == ActKind::Overwrites && !empties {
        return;
    }
    sink.report(
        act.span,
        format!("loses `{}`: what it lists goes on running, and nothing here knows of it any more", lost.text),
    );
    if let Some(command) = act.command.filter(|it| it.program.as_deref() == Some("rm"))
        && let (1, Some(last)) = (command.operands().count(), command.words.last())
    {
        let path = sink.text(act.path.span);
        let aside = vec![(Span::new(command.name_span().start, last.span.end), format!("mv {path} {path}.old"))];
        sink.choice("Move it aside", aside);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_name_may_come_from_a_variable() {
        check_marks("s=prod.tfstate\nrm \"$s\"\n#  ^^^^ CARO1013\nmv a.tfstate b.tfstate\n");
    }
}
