// Text of others in places where VS Code reads signs of its own, or where a character would not be seen.

/** Characters that a terminal obeys. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** These, and those that hide or turn text. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
/** What a label would show as a picture. */
const ICON = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;

/** A command in one line of a list, as it is: line ends are drawn, unseen characters named, `$(date)` stays text. */
export function label(command: string): string {
  const drawn = command.replace(/\n/g, ' ⏎ ').replace(/\t/g, ' ⇥ ');
  return plain(drawn.replace(UNSEEN, (it) => `\\u{${it.charCodeAt(0).toString(16)}}`));
}

/** A sentence in a list. */
export function plain(text: string): string {
  return text.replace(ICON, '\\$&');
}

/** Whether a text is what the server says it is; a second look, since it goes to a terminal. */
export function isSafe(text: string, form: 'line' | 'paste'): boolean {
  return !CONTROL.test(form === 'paste' ? text.replace(/[\n\t]/g, ' ') : text);
}
