/** What may be typed at a prompt, and what may not. */
package sh.caro.jetbrains.protocol

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

class TerminalTextTest {
    private fun insertion(command: String?, terminal: String?, refusal: String? = null) =
        TerminalText.insertion(Answer(command = command, terminal = terminal, refusal = refusal))

    @Test
    fun `one line is typed as it is`() = assertEquals(Insertion.Type("ls -l | wc -l"), insertion("ls -l | wc -l", "line"))

    @Test
    fun `a newline at the end is never sent`() = assertEquals(Insertion.Type("ls"), insertion("ls\n", "line"))

    @Test
    fun `several lines are never typed`() = assertEquals(Insertion.Copy("a\nb", Words.of("terminal.copied")), insertion("a\nb\n", "paste"))

    @Test
    fun `the server's refusal is told in its own words`() = assertEquals(Insertion.Refuse("because"), insertion("ls", "refused", refusal = "because"))

    @Test
    fun `a refusal without a reason is one, too`() = assertEquals(Insertion.Refuse(Words.of("terminal.refused")), insertion("ls", "refused"))

    @ParameterizedTest
    @ValueSource(strings = ["", "LINE", "lines", "true"])
    fun `what the server does not call safe is refused`(terminal: String) = assertEquals(Insertion.Refuse(Words.of("terminal.unknown")), insertion("ls", terminal))

    @Test
    fun `a missing verdict is refused`() = assertEquals(Insertion.Refuse(Words.of("terminal.unknown")), insertion("ls", null))

    @ParameterizedTest
    @ValueSource(strings = ["ls\u001b[201~\n", "a\rb", "a\u0007b", "a\u007fb", "a\u009bb", "a\u202eb", "a\u2066b", "a\u200bb", "a\u00adb", "a\u2028b", "a\ufeffb", "a\uDB40\uDC41b", "a\u0000b"])
    fun `characters that a terminal obeys or nobody sees are refused even if the server calls them safe`(command: String) {
        for (terminal in listOf("line", "paste")) assertEquals(Insertion.Refuse(Words.of("terminal.hidden")), insertion(command, terminal), terminal)
    }

    @ParameterizedTest
    @ValueSource(strings = ["a\nb", "a\tb"])
    fun `a line with a newline or a tab is no line`(command: String) = assertEquals(Insertion.Refuse(Words.of("terminal.hidden")), insertion(command, "line"))

    @Test
    fun `letters of all languages are no hidden text`() = assertInstanceOf(Insertion.Type::class.java, insertion("echo 'żółw 東京 👍 עברית'", "line")).let {}

    @Test
    fun `nothing is nothing`() {
        for (command in listOf(null, "", "  \n")) assertEquals(Insertion.Refuse(Words.of("terminal.nothing")), insertion(command, "line"))
    }

    @Test
    fun `hidden characters are shown by their number`() = assertEquals("a\\u{1b}[31m\\u{202e}b\\u{e0041}\nc", TerminalText.visible("a\u001b[31m\u202eb\uDB40\uDC41\nc"))
}
