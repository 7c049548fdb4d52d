//! Words of ordinary sentences about passwords, by what they do there.

/// Whether a word is in a list whose words have blanks between.
pub(super) fn is_in(list: &str, word: &str) -> bool {
    let apart = |at: usize| list.as_bytes().get(at).is_none_or(|it| *it == b' ');
    !word.is_empty()
        && !word.contains(' ')
        && list.match_indices(word).any(|(at, _)| at.checked_sub(1).is_none_or(apart) && apart(at + word.len()))
}

/// Nouns that a password follows.
pub(super) const PASSWORD: &str =
    " password passwd passphrase passcode passwords pw pwd psk pin pass passwort kennwort contraseña senha ";
/// Nouns that a token or a key follows.
pub(super) const TOKEN: &str = "token secret apikey api-key otp";
/// Nouns that a name with a password follows.
pub(super) const LOGIN: &str = "credentials creds credential login auth account";
/// Somebody enters somewhere.
pub(super) const LOGS_IN: &str =
    " log logging login logon sign signing connect connecting authenticate authenticating ssh sftp ftp ";
/// Before "key" they make a password of it.
pub(super) const NETWORK: &str = "wifi wlan wpa wpa2 wpa3 network ssid hotspot";
/// Before "key" they make a token of it.
pub(super) const KEY: &str = "api access secret private license licence auth account encryption signing master deploy admin service stream storage webhook ingest";
/// Between a noun and the word that it comes with.
pub(super) const DETAIL: &str = "the my this a new api access secret auth and bearer private its his her their root admin personal same old current db database following deploy";
/// What makes use of a password: "with", "it has the password".
pub(super) const WITH: &str = "with using mit avec con use com has have having enter type typing entering try supply providing provide send pass passing via";
/// Names of who logs in.
pub(super) const NAMES: &str = "username user login";
/// After a noun they lead on to the value, or away from it.
pub(super) const LINKS: &str = "is was to for of = -> be as equals and or in on from";
/// They say what the value is.
pub(super) const IS: &str = "is was = equals be being -> lautet ist es est";
/// Between "is" and the value.
pub(super) const STILL: &str = "now still simply just set to be currently : = always";
/// Another subject: what follows is not about the password any more.
pub(super) const SUBJECTS: &str = "it they we you he she i but or which that who | || && ; > >>";
/// With them a sentence only asks.
pub(super) const QUESTIONS: &str = "whether if when until unless why where whose check while that";
/// Orders that give a new password.
pub(super) const CHANGES: &str =
    "set change reset update make setting changing switch changes sets rotate replace exchange";
/// After a value the sentence goes on with them.
pub(super) const JOINTS: &str = "and on to for at in as from then into via but so | und && y by against with please user username host database port when because before after ||";

/// Words that join others, and so are no values: "--password to", "password and".
const SMALL: &str = "a an and are as at be but by can do does flag for from has have here if in instead into is it its like not of off on only option or over so than that the then there this to too under until use used using was what when where which while will with without you your variable argument parameter";

/// Words that stand after "password", "is" and "with" without being one.
const COMMON: &str = "about above access active again aging all also always another any anything anywhere app argon2 ask at authentication auth available back bad base64 because before below best beside better blank box both broken bcrypt cache case change changer changes check checker checking class clear clipboard command compromised config configuration correct count counter crack cracker cracking database date db dialog dictionary different digest disk dump each either email else empty endpoint entry env environment every everywhere expiration expire expires expiry explicitly fails failure false field fields file files fine first flag folder form format free from generation generator good grant handling hash hashes hashing header help here hidden hint hints history how human input inside invalid issue just keeper key keys kept last later leak leaks left length like line lines list locally lock log login logins logs long longer lost lower mandatory manager managers manual mask match matches me missing mode must my name names needed never new next nobody none nothing null number of off often ok okay old older one only open out outside page part pass passed plain plaintext plain-text policies policy present private prompt prompts protected protection public quickly quotes random read readable real recovery repeat request requests required requirement requirements reset resets right rotation rule rules safe salt same secret secrets secure self set setting settings shadow shell short shown simple single so some somebody someone something somewhere spray stdin still stored store storage strength string strings strong stuff such sync table text than that the their them there they thing things this those time times token tokens too type under unix unknown update up upper used user username users valid value values variable vault very via visible weak what when where whether which who with within without wrong yet you yours given sent meant made put found told written chosen taken stolen held got come gone done ready due";

/// Whether a word only joins others.
pub(super) fn is_small(word: &str) -> bool {
    let word = word.trim_matches(['.', ',', ';', '?']);
    word.bytes().all(|it| it.is_ascii_lowercase()) && is_in(SMALL, word)
}

/// Whether a word is one that people say about passwords.
pub(super) fn is_common(word: &str) -> bool {
    let lower = word.trim_matches(['.', ',', ';', '?', '!']).to_lowercase();
    is_in(SMALL, &lower) || is_in(COMMON, &lower)
}
