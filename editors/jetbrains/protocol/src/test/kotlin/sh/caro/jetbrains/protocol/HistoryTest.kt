/** What is remembered, through the real server with a history of its own, and the list that is made of it. */
package sh.caro.jetbrains.protocol

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.nio.file.Path
import org.eclipse.lsp4j.DidChangeTextDocumentParams
import org.eclipse.lsp4j.DidSaveTextDocumentParams
import org.eclipse.lsp4j.Position
import org.eclipse.lsp4j.Range
import org.eclipse.lsp4j.TextDocumentContentChangeEvent
import org.eclipse.lsp4j.TextDocumentIdentifier
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

class HistoryTest {
    @TempDir lateinit var folder: Path

    private val live by lazy {
        // The history begins once the settings are known.
        Live(history = folder.resolve("history")).also { await { it.status().history == "on" } }
    }

    @AfterEach
    fun close() = live.close()

    private fun remembered() = Remembered.of(live.run(Commands.HISTORY, JsonObject()))

    private fun generate(prompt: String, uri: String? = null) = live.server.generate(GenerateParams(prompt = prompt, uri = uri)).within()

    private fun choose(answer: Answer, uri: String? = null, row: Int? = null) = live.run(Commands.CHOSEN, Remembered.chosen(answer, uri, row)!!)

    private fun told() = remembered().entries.map { it.answer.command to it.told.substringAfter(", ") }

    private fun line(lines: List<Line>, key: String) = lines.single { "$it" == Words.of(key) }.means

    private fun forget(wish: Wish) = live.run(Commands.FORGET, (wish as Wish.Forget).what)

    private fun edit(uri: String, version: Int, from: Int, to: Int, text: String) {
        val change = TextDocumentContentChangeEvent(Range(Position(1, from), Position(1, to)), text)
        live.server.textDocumentService.didChange(DidChangeTextDocumentParams(VersionedTextDocumentIdentifier(uri, version), listOf(change)))
    }

    /** Puts the answer into a script as the IDE does, then changes it there and saves. */
    private fun putAndChange(prompt: String, name: String, becomes: String) {
        val uri = live.open("#!/bin/bash\n\n", name)
        val answer = generate(prompt, uri)
        edit(uri, 2, 0, 0, answer.command!!)
        choose(answer, uri, 1)
        assertEquals(answer.command to "taken", told().first())
        edit(uri, 3, 0, answer.command!!.length, becomes)
        live.server.textDocumentService.didSave(DidSaveTextDocumentParams(TextDocumentIdentifier(uri)))
        assertEquals(becomes to "changed by you", told().first())
    }

    @Test
    fun `an answer that was copied is remembered as taken, and can be used again`() {
        val answer = generate("find empty files")
        assertEquals(listOf(answer.command to "shown"), told())
        choose(answer)
        assertEquals(listOf(answer.command to "taken"), told())
        val wish = remembered().lines.map { it.means }.filterIsInstance<Wish.Use>().single()
        assertEquals("find empty files", wish.answer.prompt)
        assertEquals(Insertion.Type(answer.command!!), TerminalText.insertion(wish.answer))
        val asking = Asking({ java.util.concurrent.CompletableFuture.completedFuture(live.server) }, {})
        asking.recall(wish.answer)
        asking.refine("only in /tmp")
        await { !asking.state.isBusy }
        assertTrue("/tmp" in asking.state.answers.first().command.orEmpty(), "${asking.state.error}")
    }

    @Test
    fun `what is changed in a file is remembered as the user left it`() = putAndChange("show disk usage of src", "changed.sh", "du -sh --apparent-size src")

    @Test
    fun `a habit is a line that forgets it`() {
        val all = Remembered.of(JsonParser.parseString("""{"state": "on", "entries": [], "habits": [{"habit": "ls: -h", "sentence": "you add -h", "active": true}, {"habit": "du: -s", "sentence": "s"}]}"""))
        assertEquals(Wish.Habits, line(all.lines, "history.habits"))
        assertEquals(listOf(" ls: -h (put to use): you add -h", " du: -s (not sure yet): s"), all.habitLines.map { "$it" })
        assertEquals("""{"habit":"ls: -h"}""", "${(all.habitLines.first().means as Wish.Forget).what}")
    }

    @Test
    fun `one entry is forgotten, then all of them`() {
        listOf("find empty files", "show disk usage of src", "list files by size").forEach { generate(it) }
        val second = remembered().lines.map { it.means }.filterIsInstance<Wish.Use>()[1]
        forget(line(Remembered.uses(second), "history.forget"))
        assertEquals(listOf("list files by size", "find empty files"), remembered().entries.map { it.answer.prompt })
        // The first line of the question is the one that does nothing.
        assertEquals(Wish.Back, Remembered.clearing().first().means)
        forget(line(Remembered.clearing(), "history.delete"))
        assertEquals(listOf(Words.of("history.begin")), remembered().lines.map { "$it" })
    }

    @Test
    fun `a private session is begun and ended from the list, and nothing of it is remembered`() {
        val begin = line(remembered().lines, "history.begin") as Wish.Private
        live.run(Commands.PRIVATE_SESSION, JsonObject().apply { addProperty("on", begin.on) })
        generate("find empty files").let(::choose)
        val inside = remembered()
        assertEquals("private", inside.state)
        assertTrue(inside.message.isNotBlank() && inside.entries.isEmpty())
        val end = line(inside.lines, "history.end") as Wish.Private
        live.run(Commands.PRIVATE_SESSION, JsonObject().apply { addProperty("on", end.on) })
        generate("list files by size")
        assertEquals(listOf("list files by size"), remembered().entries.map { it.answer.prompt })
    }

    @Test
    fun `the numbers are a page of fixed width`() {
        generate("find empty files").let(::choose)
        val all = remembered()
        assertEquals(Wish.Numbers, line(all.lines, "history.numbers"))
        assertTrue(all.page.startsWith("```text\n") && all.page.endsWith("\n```\n") && all.page.any(Char::isDigit), all.page)
    }

    @Test
    fun `where nothing is remembered there is nothing to choose, and a sentence`() {
        Live().use { off ->
            val all = Remembered.of(off.run(Commands.HISTORY, JsonObject()))
            assertEquals("off", all.state)
            assertTrue(all.lines.isEmpty() && all.message.isNotBlank())
            // Nor is it an error to tell what was chosen.
            val answer = off.server.generate(GenerateParams(prompt = "find empty files")).within()
            assertNull(off.run(Commands.CHOSEN, Remembered.chosen(answer)!!))
        }
    }

    private fun entry(command: String, prompt: String) =
        """{"state": "on", "entries": [{"entry": "7", "told": "3d ago, taken", "id": 1, "command": "$command", "prompt": "$prompt", "risk": "danger"}], "habits": []}"""

    private fun last(json: String) = "${Remembered.of(JsonParser.parseString(json)).lines.last()}"

    @Test
    fun `a line is one line with its risk, and hides nothing`() {
        assertEquals(" Danger: a … (3d ago, taken): b c\\u{202e}", last(entry("a\\nz", "b\\nc\u202e")))
        assertEquals(" {0} 'x'", last(entry("{0} 'x'", "y").replace("danger", "none")).substringBefore(" ("))
    }

    @Test
    fun `a command that looks like a page is not one`() =
        assertFalse(javax.swing.plaf.basic.BasicHTML.isHTMLString(last(entry("<html><b>x", "y").replace("danger", "none"))))

    @Test
    fun `a place is told whole or not at all, and an answer without a number is not told`() {
        assertEquals("""{"id":7,"uri":"file:///a.sh","row":2}""", "${Remembered.chosen(Answer(id = 7), "file:///a.sh", 2)}")
        assertEquals("""{"id":7}""", "${Remembered.chosen(Answer(id = 7), null, 2)}")
        assertNull(Remembered.chosen(Answer(command = "ls"), "file:///a.sh", 2))
    }

    @ParameterizedTest
    @ValueSource(strings = ["null", "[]", "3", "{}", """{"entries": [{}], "habits": []}""", """{"entries": ["secret"], "habits": []}""", """{"entries": [], "habits": 1}"""])
    fun `what is no history is said, without its text`(json: String) {
        val failure = assertThrows(IllegalStateException::class.java) { Remembered.of(JsonParser.parseString(json)) }
        assertEquals(Words.of("history.strange"), failure.message)
        assertNull(failure.cause)
    }
}
