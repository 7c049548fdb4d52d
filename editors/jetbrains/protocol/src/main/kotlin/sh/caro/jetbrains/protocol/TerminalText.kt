/** What may be typed into a terminal for the user: one clean line at a prompt, and nothing that could run by itself. */
package sh.caro.jetbrains.protocol

sealed interface Insertion {
    /** To be typed as it is, without a newline. */
    data class Type(val text: String) : Insertion

    /** To be put on the clipboard, since typing it could run a part of it; [why] is told. */
    data class Copy(val text: String, val why: String) : Insertion

    data class Refuse(val why: String) : Insertion
}

object TerminalText {
    fun insertion(answer: Answer): Insertion {
        val command = answer.command.orEmpty().trimEnd('\n')
        return when {
            command.isBlank() -> Insertion.Refuse(Words.of("terminal.nothing"))
            answer.terminal == "refused" -> Insertion.Refuse(answer.refusal?.takeIf(String::isNotBlank) ?: Words.of("terminal.refused"))
            // The server looks closer; this holds even if it, or what stands between, is wrong.
            hides(command, but = "\n\t") -> Insertion.Refuse(Words.of("terminal.hidden"))
            // The IDE's bracketed paste sends bare lines to a shell without it (bash 3.2), and these would run.
            answer.terminal == "paste" -> Insertion.Copy(command, Words.of("terminal.copied"))
            answer.terminal != "line" -> Insertion.Refuse(Words.of("terminal.unknown"))
            // A newline would run it, and a tab would ask the shell to complete.
            hides(command) -> Insertion.Refuse(Words.of("terminal.hidden"))
            else -> Insertion.Type(command)
        }
    }

    /** For showing what a text hides. */
    fun visible(text: String): String = buildString {
        text.codePoints().forEach { if (it != '\n'.code && isHidden(it)) append("\\u{%x}".format(it)) else appendCodePoint(it) }
    }

    private fun hides(text: String, but: String = ""): Boolean = text.codePoints().anyMatch { isHidden(it) && but.indexOf(it.toChar()) < 0 }

    // What a terminal obeys, and what is unseen or turns the direction of what is read.
    private fun isHidden(it: Int): Boolean = Character.isISOControl(it) || when (Character.getType(it).toByte()) {
        Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE, Character.PRIVATE_USE -> true
        else -> false
    }
}
