//! How people put wishes about lines and settings, and what they mean by it in plain words.

use super::reword::If::{Always, Settings, Texts};
use super::reword::{Rewording, Row};
use std::sync::LazyLock;

const WORDS: &[(&str, &str)] = &[
    ("delete", "drop dropping strip discard trim remove removed cut kill erase"),
    ("become", "becomes"),
    ("should", "shall must ought"),
    ("missing", "absent lacking"),
    ("extension", "ending endings"),
];

#[rustfmt::skip]
const PARTS: &[Row] = &[
    // Verbs.
    ("=get|=getting =rid of; =throw|=throws =away|=out; =kick|=kicks =out; =weed =out; =chop =off; =take =away; =ditch; =kill", "delete", Always),
    // Case, and once each.
    ("=case-blind; =caseblind; =case =blind; =capital|=capitals or not; =whatever =case; without =regard to case; regardless of =capitals|=capitalisation|=capitalization; =ignoring =capitals; no|not matter ?=what|=the case; =case does not matter; =case =is =irrelevant; upper and|or =lowercase =alike; =upper-|=upper or lower case =alike", "ignoring case", Always),
    ("each|=every ?=one ?only|=just|=exactly =once; each|=every {name:n} ?only|=just|=exactly =once; =listed|=shown ?only|=just =once ?each; ?with no|without ?any =doubles|=repeats|=repetitions|=dupes|=doublets; =doubles|=dupes|=duplicates only|=just =once; =one of each ?{text:n}; =once each", "unique", Always),
    ("no =longer|=more; not =any =longer|=more", "not", Always),
    ("=any =more|=longer; =anymore", "", Always),
    // Blanks.
    ("=blanks|=spaces|=whitespace|=tabs ?and|or ?=tabs|=spaces|=blanks =hanging|=dangling|=standing|=left|=sitting at|on ?some|many|=several line =ends|=end|=endings; =blanks|=spaces|=whitespace =hanging|=dangling|=standing|=left|=sitting at ?=end|=ends of ?some|many|=several line; =blanks at|on ?some|many|=several line =ends|=end; =blanks at =end|=ends of ?some line; =trailing =blanks; =blanks behind line", "trailing whitespace", Always),
    ("=leading =blanks; =blanks at =start|=beginning of ?=each line", "leading whitespace", Always),
    ("without =blanks|=spaces around ?=names|=words|=values|=entries|=them|=it; without surrounding =blanks|=spaces", "without leading and trailing whitespace", Always),
    // Marks on lines.
    ("=ticked|=marked|=flagged|=tagged|=labelled|=labeled with {words:a}", "containing {a}", Always),
    ("=hashed =out", "commented out", Always),
    // What goes without saying.
    ("and|but leave|keep ?all ?=the other|=others|=rest ?=keys|=key|=lines|=settings|=values|=links|=entries ?as ?ones|=unchanged|=untouched|=alone|=intact ?=is|=are; without =touching|=changing|=affecting ?=the =same =key|=setting|=option in ?=any other =sections|=section; and|but nothing|=not =else|=more; ( and only ones ); and only ones", "", Always),
    ("=in =proper|=correct|=right numeric order; =in numeric order", "sorted numerically", Always),
    // Where.
    ("each|all line of|in|from {file:f} between", "in {f} all lines between", Always),
    ("each|all|=everything line of|in|from {file:f} after", "in {f} all lines after", Always),
    ("=whatever|=what ?=all =comes|=stands|=follows|=is|=appears after line", "everything after the line", Always),
    ("=whatever|=what ?=all =comes|=stands|=is|=appears before line", "everything before the line", Always),
    ("=everything|all in|of|from {file:f} from line {words:a} =on|=onwards|=onward", "in {f} everything from the line with {a:q} onwards", Always),
    ("=everything|all in|of|from {file:f} from {quoted:a} =on|=onwards|=onward", "in {f} everything from the line with {a:q} onwards", Always),
];

#[rustfmt::skip]
const WHOLES: &[Row] = &[
    // Settings.
    ("in|of {file|new:f} {words:k} in|of|under ?section {words:s} ?section become|should|=is ?=now ?=be|become ?to {words:v}; {words:k} in|of|under section {words:s} in|of {file|new:f} become|should ?=be|become {words:v}; {words:k} in|of|under {words:s} section in|of {file|new:f} become|should ?=be|become {words:v}; in|of {file|new:f} set|=update|=put ?value ?of {words:k} in|of|under ?section {words:s} ?section to|-> {words:v}; set ?value ?of {words:k} in|of|under ?section {words:s} ?section in|of {file|new:f} to {words:v}; set ?value ?of {words:k} to {words:v} in|of|under section {words:s} in|of {file|new:f}; set ?value ?of {words:k} to {words:v} in|of|under {words:s} section in|of {file|new:f}", "set {k} to {v} in section {s} in {f}", Settings),
    ("{words:k} to|=→|->|==>|== {words:v} in|of {file|new:f}; {words:k} in|of|from {file|new:f} to|=→|->|==>|== {words:v}; in {file|new:f} {words:k} to|=→|->|==>|== {words:v}; {file|new:f} ?set ?value ?of {words:k} to|=→|->|==>|== {words:v}", "set {k} to {v} in {f}", Settings),
    ("{words:k} in|of|from {file|new:f} become|should|=needs|=has ?=now ?to ?=be|become ?=set ?to {words:v} ?=now; in {file|new:f} ?value ?of {words:k} become|should|=needs|=has ?=now ?to ?=be|become ?=set ?to {words:v} ?=now; {file|new:f} ?value ?of {words:k} become|should ?=now ?=be|become ?=set ?to {words:v} ?=now; {words:k} become|should|=needs|=has ?=now ?to ?=be|become ?=set ?to {words:v} ?=now in|of {file|new:f}", "set {k} to {v} in {f}", Settings),
    ("=set|=change|=put|=switch|=turn|=make {words:a} and {words:b} ?=both to {words:v} in|of {file|new:f}; in {file|new:f} =set|=change|=put|=switch|=turn {words:a} and {words:b} ?=both to {words:v}; {words:a} and {words:b} ?=both to {words:v} in|of {file|new:f}; {words:a} and {words:b} ?=both should|become ?=both ?=be|become {words:v} in|of {file|new:f}; in {file|new:f} {words:a} and {words:b} ?=both should|become ?=both ?=be|become {words:v}", "set {a} to {v} and set {b} to {v} in {f}", Settings),
    ("{words:a} comment out in|of {file:f} =turn|=switch|=put|=enable|=activate|=uncomment|=make ?ones ?=on|=active ?ones ?=again; in {file:f} {words:a} comment out =turn|=switch|=put|=enable|=activate|=uncomment|=make ?ones ?=on|=active ?ones ?=again; in {file:f} {words:a} comment =turn|=switch|=put|=enable|=activate|=uncomment ?ones ?=on ?ones", "uncomment {a} in {f}", Always),
    ("set|=change|=switch {words:k} {number:a} to|into|-> {number:b} in|of {file|new:f}; set|=change|=switch {words:k} from {number:a} to|into|-> {number:b} in|of {file|new:f}; in|of {file|new:f} set|=change|=switch {words:k} ?from {number:a} to|into|-> {number:b}; {words:k} from {number:a} to|into|-> {number:b} in|of {file|new:f}", "change value of {k} from {a} to {b} in {f}", Always),
    ("set|=change|=switch|=chagne ?=port|=value|=number ?from {number:a} to|into {number:b} in|on {words:l} line of|in {file:f}; replace {words:a} with|by {words:b} in|on {words:l} line of|in {file:f}; in|on {words:l} line of|in {file:f} =change|replace {words:a} to|with|by {words:b}", "replace {a} with {b} on lines containing {l:q} in {f}", Always),
    // Ticks.
    ("=tick ?=off {words:a} ?=off in {file:f} ?{glob} ?to ?{glob}; =check =off {words:a} in {file:f}; =mark {words:a} as =done|=ticked|=finished in {file:f}; in {file:f} =tick ?=off {words:a} ?=off", "replace \"[ ]\" with \"[x]\" on lines containing {a:q} in {f}", Always),
    // Texts.
    ("in|=throughout {file:f} ?all|each ?occurrence ?of ?word|text {words:a} become|should ?=be|become|=read ?=replaced ?by|with {words:b}; {file:f} all|each ?occurrence ?of ?word|text {words:a} become|should ?=be|become|=read {words:b}; ?all|each ?occurrence ?of ?word|text {words:a} in {file:f} become|should ?=be|become|=read {words:b}; ?all|each ?occurrence ?of ?word|text {words:a} become|should ?=be|become|=read {words:b} in {file:f}; =swap|=exchange|=switch ?=out {words:a} for {words:b} in {file:f}; =swap|=exchange|=switch ?=out {words:a} in {file:f} for {words:b}; in {file:f} =swap|=exchange|=switch ?=out {words:a} for {words:b}", "replace {a} with {b} in {f}", Texts),
    ("replace|change first line of|in {file:f} with|by|to ?line|text {words:b}", "replace line 1 of {f} with {b}", Always),
    // Line ends.
    ("delete ?all ?=those ?=these =^m ?=characters|=character|=signs ?at|from ?=the ?line ?=ends|=end ?in|from|of {file:f}; =^m ?at ?line ?=ends|=end in|of {file:f} delete ?ones; {file:f} ?=full ?of =^m delete|=fix|=clean ?ones ?=up; {file:f} delete ?all =^m ?=characters", "convert windows line endings to unix in {f}", Always),
    ("{words:y} in|of {file:f} delete|=fix|=clean ones ?=up; {file:f} ?=full ?of {words:y} delete|=fix|=clean ones ?=up; delete {words:y} ?=which =are in {file:f}", "delete {y} in {f}", Always),
    ("truncate|=empty|=cut|=shrink {file:f} ?=down to zero|=0|=nothing ?byte|=length|size", "truncate {f}", Always),
    // Lines by what they are not.
    ("?show ?only|=just ?all =active|=effective|=live|=uncommented line|=settings|=entries|=options|=directives|=rules of|in|from {file|new:f}; {file|new:f} without|minus ?any|all comment ?line ?and|or|nor|without ?without|no =blank|empty line; {file|new:f} without|minus ?any|all =blank|empty line ?and|or|nor|without ?without|no comment ?line; ?show ?line {file|new:f} no|not comment ?line ?and no|not =blank|empty line; ?show only|=just =active|=effective|=live|=uncommented ?line|=settings|=entries {file|new:f}; {file|new:f} only|=just =active|=effective|=live|=uncommented line|=settings|=entries|=options|=rules", "lines of {f} without comments and blank lines", Always),
    ("?from|of|in ?{file|new:f} ?only|=just line which =active without ones with =# in =front; {file|new:f} without|minus ?any|all comment ?line; from {file|new:f} only|=just line =active without ones with =# in =front; from {file|new:f} only|=just =active line without ones with =#", "lines of {f} without comments", Always),
    // Two files.
    ("?line|entry ?{name:n} ?of|in ?{file:f} minus|without|=less|exclude ?line|entry|ones ?{text:m} ?which ?in|of|from {file:x}; {file:f} minus|without|=less|exclude ?line|entry|ones ?{text:m} ?which ?in|of|from {file:x}; which ?line|entry ?{name:n} {file:f} ?which {file:x} not ?contain; ?which ?line|entry ?{name:n} ?ones {file:f} and|but {file:x} not ?contain; which ?line|entry ?{name:n} in|of {file:f} and|but not in {file:x}; {name:n} of|in|from {file:f} for|with which {file:x} =has|contain no ?line|entry; which ?line|entry ?{name:n} {file:f} and|but {file:x} =lacks; {name:n} {file:f} which {file:x} =lacks", "lines in {f} but not in {x}", Always),
    ("delete ?each|all|any line|entry|ones from|of|in {file:f} ?ones|which ?also appear|=found|=listed|=occur|=present ?also ?=found|=listed|=present in {file:x}; delete ?each|all|any line|entry|ones from|of|in {file:f} which ?also in {file:x}", "delete lines from {f} that appear in {x} in place", Always),
    ("=take|=keep|which|what ?line|entry ?{name:n} ?are =present|=common in|to =both {file:f} and {file:x}", "lines common to {f} and {x}", Always),
    ("in|of {file|new:f} {words:a} comment out =turn|=switch|=put|=enable|=activate|=uncomment|=make ?ones ?=on|=active ?ones ?=again; {words:a} comment out in|of {file|new:f} =turn|=switch|=put|=enable|=activate|=uncomment|=make ?ones ?=on|=active ?ones ?=again", "uncomment {a} in {f}", Settings),
    ("?show ?which|=what ?all differ|=difference|=differences|=changed between|of {file:f} and {file:x} in|under ?folder {path:d} ?folder; compare {file:f} and|with|to {file:x} in|under ?folder {path:d} ?folder; =diff {file:f} {file:x} in {path:d}", "compare {d}/{f} with {d}/{x}", Always),
    // Counts.
    ("how =often|=frequently ?=does ?=is ?word|text|name|=string {words:a} ?appear|=used|=mentioned|=found|=occur|=there in {file:f} ignoring case; how many times ?word|text|name|=string {words:a} ?appear|=used|=mentioned|=found|=occur|=there in {file:f} ignoring case", "count occurrences of the word {a:q} in {f} ignoring case", Always),
    ("how =often|=frequently ?=does ?=is word|name {words:a} ?appear|=used|=mentioned|=found|=occur|=there in {file:f}; how many times word|name {words:a} ?appear|=used|=mentioned|=found|=occur in {file:f}", "count occurrences of the word {a:q} in {f}", Always),
    ("how =often|=frequently ?=does ?=is ?text|=string {words:a} ?appear|=used|=mentioned|=found|=occur|=there in {file:f}; how many times ?text|=string {words:a} ?appear|=used|=mentioned|=found|=occur in {file:f}; =occurrences of {quoted:a} in {file:f} count", "count occurrences of {a:q} in {f}", Always),
    // What stays.
    ("keep ?only ?=just first {number:n} line|entry of|in|from {file:f} and delete =rest|=others ?in|=the ?=same ?file; =cut|=shorten|=truncate|=reduce {file:f} ?=down ?to ?=its first {number:n} line", "keep only the first {n} lines of {f} in place", Always),
    ("keep ?only ?=just last {number:n} line|entry of|in|from {file:f} and delete =rest|=others ?in|=the ?=same ?file; =cut|=shorten|=truncate|=reduce {file:f} ?=down ?to ?=its last {number:n} line", "keep only the last {n} lines of {f} in place", Always),
    // Choices of lines.
    ("?=print|=show|=display|=list|=give|=get each {nth:a} line of|in|from {file:f} =beginning|=starting|=begin|=start with|from|at ?line {nth|number:b} ?line|=one; {file:f} each {nth:a} line =beginning|=starting|=begin|=start with|from|at ?line {nth|number:b} ?line|=one", "every {a:n}th line of {f} starting with line {b:n}", Always),
    ("?=print|=show|=display {file:f} =up to|until ?and ?=including ?line with|contain {quoted:a}", "show {f} up to the line with {a}", Always),
    ("?=print|=show|=display|=list ?only|=all line of|in|from {file:f} =exactly {number:n} =characters|=chars|=letters ?=long; ?=print|=show|=display|=list ?only|=all line with|of =exactly {number:n} =characters|=chars|=letters in|of|from {file:f}; line =exactly {number:n} =characters|=chars|=letters =long in|of {file:f}", "exact-length {n} lines in {f}", Always),
    ("shuffle|=mix ?line ?of {file:f} and =take|=pick|=keep|=show|=give {number:n} ?line|entry|ones", "{n} random lines of {f}", Always),
    ("=interleave|=zip ?line ?of {file:f} and|with {file:x}; =alternate line of {file:f} and {file:x}", "paste {f} and {x} with newline between", Always),
];

static RULES: LazyLock<Rewording> = LazyLock::new(|| Rewording::new(WORDS, PARTS, WHOLES));

/// The rules for wishes about lines.
pub(super) fn rules() -> &'static Rewording {
    &RULES
}
