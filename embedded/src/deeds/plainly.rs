//! How people put wishes about the names and places of files, and what they mean by it in plain words.

use crate::lines::reword::If::Always;
use crate::lines::reword::{Rewording, Row};
use std::sync::LazyLock;

const WORDS: &[(&str, &str)] = &[
    ("become", "becomes"),
    ("should", "shall must ought have has need needs"),
    ("extension", "ending endings extensions suffix suffixes"),
    ("start", "beginning front begin begins starts starting"),
    ("file", "files"),
];

#[rustfmt::skip]
const PARTS: &[Row] = &[
    ("=blanks|=blank in|from|of ?file name|=filenames", "spaces in file names", Always),
    ("( {numbered:z} and =so on ); ( {numbered:z} , {numbered:y} and =so on ); ( {numbered:z} =etc ); =so ?=that =they =sort|=order ?=properly|=correctly|=right|=nicely; =so ?=that =they =are =sorted ?=properly|=correctly", "", Always),
    ("=get =rid of; =throw =away|=out; =chop =off; =cut =off; =take =off", "remove", Always),
];

#[rustfmt::skip]
const WHOLES: &[Row] = &[
    // Extensions.
    ("all|each {group:x} ?file under {place:p} should ?=be|=have|=get ?=now =end|=become|=called|=renamed ?in|on|with|to ?extension {group:y} ?extension ?=instead; =rename ?all {group:x} ?file under {place:p} so =they end in|on|with {group:y}; {group:x} ?file under {place:p} to|become|-> {group:y}", "rename all {x} files below {p} to {y}", Always),
    ("?all|each {group:x} ?file ?in|of|from|inside {place:p} should ?=be|=have|=get ?=now =end|=become|=called|=renamed ?in|on|with|to ?extension {group:y} ?extension ?=instead; in {place:p} ?all|each {group:x} ?file should ?=be|=have|=get ?=now =end|=become|=called|=renamed ?in|on|with|to ?extension {group:y} ?extension ?=instead; =rename ?all {group:x} ?file in|of|from {place:p} so =they end in|on|with {group:y}; {place:p} {group:x} ?file to|become|-> {group:y}; {group:x} ?file in {place:p} to|become|-> {group:y}", "rename all {x} files in {p} to {y}", Always),
    ("?file extension ?of ?all {group:x} ?file in|of|from {place:p} should ?=be|become ?in ?=lower|=lowercase ?case|=letters; ?file extension {group:x} in|of|from {place:p} should ?=be|become ?in =lower|=lowercase ?case|=letters; ?=change|=turn|=make|=convert ?file extension {group:x} in|of|from {place:p} ?to|into =lower|=lowercase ?case|=letters; =lowercase ?file extension ?of ?all {group:x} ?file in|of|from {place:p}", "rename all {x:e} files in {p} to {x:l}", Always),
    // Parts of names.
    ("{part:a} at|in ?start of ?name ?of ?all ?file ?{group:g} ?name|=names in|of {place:p} should|become ?=be|become {part:b}; {part:a} at|in ?start of ?name ?of ?all ?file ?{group:g} ?name|=names in|of {place:p} to|-> {part:b}; replace|=change ?prefix {part:a} at|in ?start of ?name ?of ?all ?file ?{group:g} ?name|=names in|of {place:p} with|by|to|into {part:b}; in {place:p} {part:a} at|in ?start of ?file ?name|=names should|become ?=be|become {part:b}; prefix {part:a} in|of {place:p} should|become ?=be|become {part:b}; prefix {part:a} ?of ?all ?file in|of {place:p} should|become ?=be|become {part:b}; replace|=change|=swap prefix {part:a} ?of ?all ?file ?{group:g} in|of {place:p} with|by|to|into|for {part:b}; in {place:p} replace|=change|=swap prefix {part:a} with|by|to|into|for {part:b}", "in {p} replace {a} with {b} in file names", Always),
    ("{part:a} in ?all ?file =names|name|=filenames ?in|of|from ?file ?in ?{place:p} should|become ?=be|become ?=replaced ?by|with|to {part:b}", "in {p} replace {a} with {b} in file names", Always),
    ("all|each {part:a} in ?all ?file =names|name|=filenames in|of|from {place:p} should|become ?=be|become ?=replaced ?by|with|to {part:b}", "in {p} replace {a} with {b} in file names", Always),
    ("=give {numbered:a} to|=through|=until {numbered:b} in|of|from {place:p} ?=a =leading =zero; {numbered:a} to|=through|=until {numbered:b} in|of|from {place:p} should =get|=have|=leading ?=leading ?=zero", "in {p} {a} should become {a:0}", Always),
    ("{numbered:a} to|=through|=until {numbered:b} in|of|from {place:p} should ?=be ?=called|=named|become|=renamed ?to {numbered:c} to|=through|=until {numbered:d}; =rename {numbered:a} to|=through|=until {numbered:b} in|of|from {place:p} to {numbered:c} to|=through|=until {numbered:d}; in {place:p} =rename {numbered:a} to|=through|=until {numbered:b} to|=into|=as {numbered:c} to|=through|=until {numbered:d}", "in {p} {a} should become {c}", Always),
    ("=rename ?file {numbered:a} to|=through|=until {numbered:b} in|of|from {place:p} ?=so ?number =has|=have|=with|=to =two =digits; =give {numbered:a} to|=through|=until {numbered:b} in|of|from {place:p} =two =digits|=two-digit ?number|=numbers", "in {p} {a} should become {a:0}", Always),
    ("=give {numbered:a} to|=through|=until {numbered:b} =leading =zero; {numbered:a} to|=through|=until {numbered:b} should ?=get|=have =leading =zero", "{a} should become {a:0}", Always),
    ("{group:x} and|or {group:w} in|of|from {place:p} should|=become ?=both ?=be|=have|=get ?=now =end|=become|=called|=renamed ?in|on|with|to ?=plain|=simple ?extension {group:y} ?extension ?=instead; all|each {group:x} and|or {group:w} ?file in|of|from {place:p} should|=become ?=both ?=be|=have|=get ?=now =end|=become|=called|=renamed ?in|on|with|to ?=plain ?extension {group:y}", "rename all {x} and {w} files in {p} to {y}", Always),
    ("=lower|=lowercase|=small ?=case ?=letter name|=names|=filenames for|of|in ?all ?file ?in {place:p}; ?all ?file name|=names|=filenames ?of ?file in {place:p} should|become ?=be|=become|=in ?in =lower|=lowercase ?=case", "rename all files in {p} to lower case", Always),
    // Moves.
    ("?all|each {group:x} ?file in|of|from|inside {place:p} =go|=goes|=belong|=belongs|should|into ?=go|=be|=move|=moved ?to|into|in ?new|=separate|=own ?=folder|=directory ?named {place:t}; =move|=put|=bring|=shift ?all|each {group:x} ?file of|from|in|inside {place:p} to|into|in new|=separate ?folder|directory ?named {place:t}", "move all {x:e} files from {p} to a new folder {t}", Always),
];

static RULES: LazyLock<Rewording> = LazyLock::new(|| Rewording::new(WORDS, PARTS, WHOLES));

/// The rules for wishes about files and their names.
pub(super) fn rules() -> &'static Rewording {
    &RULES
}
