//! Words that only name what the conditions describe: "the invoices in inbox older than a week".

use super::Reader;
use crate::files::wish::{Kind, Test, Text, TextForm, Verb};
use crate::literals::Form;
use crate::vocabulary::FILLER;

impl Reader<'_, '_> {
    /// "which invoices in 2024 mention acme": files that are called by what they are; gives back the doubt.
    pub(crate) fn settle_holders(&mut self) -> f32 {
        let wish = &self.wish;
        let literal = |it: &Text| matches!(it.form, TextForm::Literal | TextForm::Word);
        let asks = !wish.texts.is_empty()
            && wish.texts.iter().all(literal)
            && !wish.acts()
            && !self.has_line
            && (!wish.places.is_empty() || wish.here || wish.objects.iter().any(|it| it.contains('*')));
        if !asks || wish.kind.is_some() || wish.conditions.iter().any(|it| matches!(it.test, Test::Name(..))) {
            return 0.0;
        }
        let which = (0..self.tokens.len().min(4)).find(|it| self.is(*it, "which") || self.is(*it, "many"));
        let Some(noun) = which.map(|it| self.past_fillers(it + 1)) else { return 0.0 };
        let Some(token) = self.token(noun).filter(|it| it.form == Form::Word && it.concept.is_empty()) else {
            return 0.0;
        };
        let plural = token.text.len() > 3 && token.text.ends_with('s') && !token.text.ends_with("ss");
        let open = (0..self.tokens.len()).filter(|it| {
            let token = &self.tokens[*it];
            !self.explained[*it] && token.form == Form::Word && token.concept.is_empty()
        });
        if !plural || !token.text.bytes().all(|it| it.is_ascii_lowercase()) || open.count() != 1 || self.explained[noun]
        {
            return 0.0;
        }
        self.explain(noun, noun + 1);
        self.wish.kind = Some(Kind::File);
        self.wish.files_wanted = true;
        self.wish.output.names = true;
        0.1
    }

    /// Takes the one noun that nothing explains for "files", where conditions say which; gives back the doubt.
    pub(crate) fn settle_nouns(&mut self) -> f32 {
        let wish = &self.wish;
        let lists = wish.verbs.iter().all(|it| matches!(it, Verb::Find | Verb::Show));
        let named = wish.conditions.iter().any(|it| matches!(it.test, Test::Name(..)) && !it.negated);
        let bounded = wish.conditions.iter().any(|it| matches!(it.test, Test::Size(..) | Test::Age(_)));
        let fits = matches!(wish.kind, None | Some(Kind::File))
            && wish.texts.is_empty()
            && (named || bounded && lists && !wish.places.is_empty() && wish.kind.is_none());
        if !fits || wish.how_many.is_some_and(|it| it != crate::files::wish::Counted::Entries) {
            return 0.0;
        }
        let open: Vec<usize> = (0..self.tokens.len())
            .filter(|at| {
                let it = &self.tokens[*at];
                !self.explained[*at] && it.form == Form::Word && !it.is(FILLER) && it.concept.is_empty()
            })
            .collect();
        let (Some(first), Some(last)) = (open.first(), open.last()) else { return 0.0 };
        let (first, last) = (*first, *last);
        let most = if named && lists { 2 } else { 1 };
        // Together, and before what describes them.
        let together = last - first < most && open.len() == last - first + 1;
        let noun = &self.tokens[last].text;
        let plural = noun.ends_with('s') && !noun.ends_with("ss") || matches!(*noun, "junk" | "data" | "media");
        let plain = open.iter().all(|it| self.tokens[*it].text.chars().all(|it| it.is_ascii_lowercase()));
        let behind = self.past_fillers(last + 1);
        let described = self.explained.get(behind) == Some(&true)
            || self.is(behind, "which")
            || self.tokens.get(behind).is_none() && named;
        let headed = first == 0
            || self.tokens[..first].iter().rev().find(|it| !it.is(FILLER)).is_none_or(|it| {
                it.is_any("find show all each which how many count delete copy move compress number only look biggest newest oldest smallest")
            });
        if !(together && plural && plain && described && headed) {
            return 0.0;
        }
        self.explain(first, last + 1);
        self.wish.kind = Some(Kind::File);
        self.wish.files_wanted = true;
        0.15
    }
}
