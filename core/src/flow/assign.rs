//! How variables get values: assignments, declarations, `read`.

use super::state::State;
use super::values::{Empty, Origin, Origins, Value};
use super::{Walk, Watcher};
use crate::script::{AssignedValue, Assignment, Command, Word};
use std::sync::Arc;

impl Walk<'_> {
    /// `local x`: until it is set, it is empty.
    pub(super) fn declare(&mut self, assignment: &Assignment, state: &mut State) {
        let name = &assignment.name.text;
        self.locals.push((name.clone(), state.get(name).cloned()));
        if assignment.value.is_none() {
            let empty = Empty {
                name: format!("${name}"),
                why: "until it is set",
                place: Some(self.place(assignment.span)),
                unset: false,
            };
            state.set(name, Value::empty(empty));
        }
    }

    fn assigned_text(&self, assignment: &Assignment, state: &State) -> Option<String> {
        match assignment.value.as_ref()? {
            AssignedValue::Word(word) => self.value(word, state).text().map(str::to_owned),
            AssignedValue::Array(_) => None,
        }
    }

    /// `mapfile`: an array of the lines that are read.
    pub(super) fn read_lines(&self, command: &Command, state: &mut State) {
        let name = command.operands().next().map_or(Some("MAPFILE"), Word::literal);
        let Some((name, input)) = name.zip(self.input_of(command, state)) else { return };
        match input.text() {
            Some(text) if !text.is_empty() => {
                let lines: Vec<Value> = text.lines().map(Value::exact).collect();
                let mut value = Value::default();
                for line in &lines {
                    value.join(line);
                }
                state.set(name, value);
                if !state.set_elements(name, lines) {
                    self.give_up();
                }
            }
            _ => state.set(name, Value { origins: input.origins, ..Value::some() }),
        }
    }

    /// `read x`
    pub(super) fn read(&self, command: &Command, state: &mut State) -> State {
        let place = self.place(command.span);
        let input = self.input_of(command, state);
        let names: Vec<&str> = command.operands().filter_map(Word::literal).collect();
        let lines = input.as_ref().and_then(Value::text).map(|text| {
            let mut value = Value::default();
            text.lines().take(16).for_each(|it| value.join(&Value::exact(it)));
            value
        });
        if names.len() > 1
            && let Some(line) = input.as_ref().and_then(Value::text).and_then(|it| it.lines().next())
        {
            let ifs = command.assignments.iter().find(|it| &*it.name.text == "IFS");
            let signs = ifs.and_then(|it| self.assigned_text(it, state)).unwrap_or_else(|| " \t".to_owned());
            let blank = signs.trim().is_empty();
            let mut rest = line;
            for (at, name) in names.iter().enumerate() {
                let last = at + 1 == names.len();
                let (first, behind) =
                    if last { (rest, "") } else { rest.split_once(|it| signs.contains(it)).unwrap_or((rest, "")) };
                state.set(name, Value::exact(first));
                rest = if blank { behind.trim_start() } else { behind };
            }
            return state.clone();
        }
        for name in &names {
            let value = Value::maybe(format!("${name}"), "when nothing is typed", Some(place));
            state.set(name, value.from(Origin::Typed, Some(place)));
        }
        let failed = state.clone();
        for name in &names {
            let value = match (&lines, &input) {
                (Some(lines), _) if names.len() == 1 && !lines.shapes.is_empty() => lines.clone(),
                // From a file or a pipe an empty line is the exception that nobody writes for.
                // Only a file of somebody's own making has one now and then.
                (_, Some(input)) if input.origins == Origins::default() && input.text().is_none() => {
                    Value::maybe(format!("${name}"), "when a line is empty", Some(place))
                        .from(Origin::Typed, Some(place))
                }
                (_, Some(input)) => Value { origins: input.origins, ..Value::some() }.from(Origin::Typed, Some(place)),
                (_, None) if self.loops > 0 => Value::some().from(Origin::Typed, Some(place)),
                _ => continue,
            };
            state.set(name, value);
        }
        failed
    }

    pub(super) fn assign(&mut self, assignment: &Assignment, state: &mut State, watcher: &mut dyn Watcher) {
        let name = &*assignment.name.text;
        let mut elements = None;
        let mut value = match &assignment.value {
            None => return,
            Some(AssignedValue::Word(word)) => {
                self.inside(word, state, watcher);
                self.value(word, state)
            }
            Some(AssignedValue::Array(words)) => {
                let mut value = Value::default();
                let mut all =
                    if assignment.append { state.elements(name).map(|it| it.to_vec()) } else { Some(Vec::new()) };
                for element in words {
                    self.inside(&element.value, state, watcher);
                    let values = self.values(&element.value, state);
                    for it in &values {
                        value.join(it);
                    }
                    match &mut all {
                        Some(all) if element.index.is_none() => all.extend(values),
                        _ => all = None,
                    }
                }
                elements = all;
                if value.shapes.is_empty() { Value::some() } else { value }
            }
        };
        let place = self.place(assignment.span);
        for shape in &mut value.shapes {
            if shape.is_empty() {
                let why = shape.empty.as_ref().map_or("as it is set", |it| it.why);
                shape.empty = Some(Arc::new(Empty { name: format!("${name}"), why, place: Some(place), unset: false }));
            } else {
                shape.empty = None;
            }
        }
        if assignment.append || assignment.index.is_some() {
            // An element says nothing of those that nobody has set.
            let mut before = match state.get(name) {
                Some(value) => value.clone(),
                None if assignment.index.is_some() => Value::default(),
                None => self.variable(name, state),
            };
            if assignment.append
                && assignment.index.is_none()
                && !matches!(assignment.value, Some(AssignedValue::Array(_)))
            {
                before.then(&value);
            } else {
                before.join(&value);
            }
            value = before;
        }
        state.forget_files_of(name);
        state.set(name, value);
        if let Some(elements) = elements
            && !state.set_elements(name, elements)
        {
            self.give_up();
        }
    }
}
