/** Rows, details, the status bar, first lines and `initialize`: data in, text out. */
package sh.caro.jetbrains.protocol

import com.google.gson.JsonObject
import org.eclipse.lsp4j.ClientCapabilities
import org.eclipse.lsp4j.InitializeParams
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

class TextsTest {
    @Test
    fun `a row is the command, with its risk in front`() {
        assertEquals("ls", AnswerText.row(Answer(command = "ls", risk = "none")))
        assertEquals("Danger: rm -rf /tmp/x", AnswerText.row(Answer(command = "rm -rf /tmp/x", risk = "danger")))
        assertEquals("ls", AnswerText.row(Answer(command = "ls", risk = "something new")))
    }

    @Test
    fun `a row is one line of a bounded length without hidden characters`() {
        assertEquals("for i in 1 2; do …", AnswerText.row(Answer(command = "for i in 1 2; do\n  echo \$i\ndone")))
        val long = AnswerText.row(Answer(command = "x".repeat(5_000)))
        assertTrue(long.length <= 120 && long.endsWith("…"))
        assertEquals("a\\u{202e}b", AnswerText.row(Answer(command = "a\u202eb")))
    }

    @Test
    fun `details name everything that is known`() {
        val answer = Answer(
            command = "rm -rf x", summary = "Deletes x.", risk = "danger", findings = listOf(Finding("CARO0101", "danger", "x is gone")),
            assumed = listOf("the current folder"), terminal = "refused", refusal = "It hides text.",
            explanation = listOf(Part(text = "rm", title = "rm", meaning = "removes files", parts = listOf(Part(text = "-r", title = "-r", meaning = "and folders")))),
        )
        assertEquals(
            """
            rm -rf x

            Deletes x.

            Risk: Danger

            ⚠ x is gone

            It hides text.

            Nobody said, so this is assumed: the current folder

            rm  removes files
              -r  and folders
            """.trimIndent(),
            AnswerText.details(answer),
        )
    }

    @Test
    fun `an answer with nothing but a command is nothing but that`() = assertEquals("ls", AnswerText.details(Answer(command = "ls")))

    @Test
    fun `parts that nest without end are cut`() {
        var part = Part(title = "x", meaning = "y")
        repeat(5_000) { part = Part(title = "x", meaning = "y", parts = listOf(part)) }
        assertTrue(AnswerText.details(Answer(command = "ls", explanation = listOf(part))).lines().size < 30)
    }

    @Test
    fun `a note is there only when something is to be noted`() {
        assertNull(AnswerText.note(Answer(without = " ")))
        assertEquals("no model", AnswerText.note(Answer(without = "no model")))
    }

    @ParameterizedTest
    @ValueSource(strings = ["ready", "starting", "loading", "thinking", "paused", "modelMissing", "offline", "error"])
    fun `each state of the protocol has a text, and the server's sentence is the tooltip`(state: String) {
        val line = StatusLine.of(Status(state = state, message = "the sentence"))
        assertEquals("the sentence", line.tooltip)
        assertEquals(state == "ready", line.text == Words.of("status.ready"))
    }

    @Test
    fun `a state that nobody knows yet, and an empty status, show the name`() {
        assertEquals("Caro", StatusLine.of(Status(state = "dreaming")).text)
        assertEquals("Caro", StatusLine.of(Status()).tooltip)
    }

    @Test
    fun `loading shows how far it is`() = assertEquals("Caro: loading 40%", StatusLine.of(Status(state = "loading", percent = 40)).text)

    @Test
    fun `what helps comes first, and once`() {
        val line = StatusLine.of(Status(state = "error", action = Action("Try again", Commands.RESTART_MODEL)))
        assertEquals(Commands.RESTART_MODEL, line.actions.first().command)
        assertEquals(line.actions.size, line.actions.distinctBy { it.command }.size)
    }

    @Test
    fun `pausing becomes resuming`() {
        assertTrue(StatusLine.of(Status(state = "ready")).actions.any { it.command == Commands.PAUSE })
        assertTrue(StatusLine.of(Status(state = "paused")).actions.any { it.command == Commands.RESUME })
        assertFalse(StatusLine.of(Status(state = "paused")).actions.any { it.command == Commands.PAUSE })
    }

    @Test
    fun `a program that cannot be started says why`() {
        val line = StatusLine.of(NoProgram(NoProgram.Cause.OLD, "too old"))
        assertEquals("too old", line.tooltip)
        assertEquals(listOf(StatusLine.OPEN_SETTINGS), line.actions.map { it.command })
    }

    @ParameterizedTest
    @ValueSource(strings = ["#!/bin/sh", "#!/bin/bash -e\n", "#! /usr/bin/env bash", "#!/usr/bin/env -S dash -e", "#!/usr/local/bin/ksh\nx", "#!/bin/busybox/sh", "#!/usr/bin/env X=1 zsh", "#!/bin/mksh\r\n"])
    fun `a first line that names a shell`(head: String) = assertTrue(ShellScript.isOne(head.toByteArray()))

    @ParameterizedTest
    @ValueSource(strings = ["", "#", "#!", "# /bin/sh", " #!/bin/sh", "#!/usr/bin/python", "#!/usr/bin/env python3 # sh", "#!/bin/shred", "#!/usr/bin/wish", "echo\n#!/bin/sh", "#!/usr/bin/fish"])
    fun `a first line that names none`(head: String) = assertFalse(ShellScript.isOne(head.toByteArray()))

    @Test
    fun `bytes that are no text are no script`() = assertFalse(ShellScript.isOne(ByteArray(ShellScript.HEAD) { it.toByte() }))

    @Test
    fun `each cause is told once, until it is forgotten`() {
        val once = Once()
        assertTrue(once.isNew("a") && once.isNew("b"))
        assertFalse(once.isNew("a"))
        once.forget()
        assertTrue(once.isNew("a"))
    }

    @Test
    fun `a page has several lines`() {
        assertTrue(Hello.isPage("# title\n\ntext"))
        assertFalse(Hello.isPage("Caro is ready.\n"))
    }

    @Test
    fun `what LSP4IJ announced stays`() {
        val params = InitializeParams().apply { capabilities = ClientCapabilities().apply { experimental = JsonObject().apply { addProperty("other", 1) } } }
        Hello.fill(params, Settings.parse("""{"platform":"linux"}""").json, lacksCompletion = true)
        assertEquals("""{"other":1,"caro":{"status":true,"picksModels":true,"lacksCompletion":true}}""", params.capabilities.experimental.toString())
        assertEquals("""{"caro":{"platform":"linux"}}""", params.initializationOptions.toString())
    }
}
