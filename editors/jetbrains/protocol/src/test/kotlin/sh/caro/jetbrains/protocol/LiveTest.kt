/** Each feature through lsp4j against the real server. */
package sh.caro.jetbrains.protocol

import com.google.gson.JsonArray
import com.google.gson.JsonObject
import com.google.gson.JsonPrimitive
import java.nio.file.Path
import org.eclipse.lsp4j.*
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveTest {
    private val live = Live()
    private val documents get() = live.server.textDocumentService

    @AfterAll
    fun close() = live.close()

    private fun at(uri: String, line: Int, column: Int) = TextDocumentPositionParams(TextDocumentIdentifier(uri), Position(line, column))

    /** As LSP4IJ's LSPInlineCompletionSupport sends it: an automatic trigger, and no selected completion. */
    private fun ghost(uri: String, line: Int, column: Int, of: Live = live): List<InlineCompletionItem> {
        val params = InlineCompletionParams().apply {
            textDocument = TextDocumentIdentifier(uri)
            position = Position(line, column)
            context = InlineCompletionContext(InlineCompletionTriggerKind.Automatic)
        }
        val answer = of.server.textDocumentService.inlineCompletion(params).within()
        return if (answer.isLeft) answer.left else answer.right.items
    }

    private fun text(item: InlineCompletionItem): String = if (item.insertText.isLeft) item.insertText.left else item.insertText.right.value

    // Both forms of an edit hold the new texts in order.
    private fun newTexts(edit: WorkspaceEdit): List<String> =
        edit.changes.orEmpty().values.flatten().map { it.newText } +
            edit.documentChanges.orEmpty().flatMap { change -> change.left?.edits.orEmpty().map { if (it.isLeft) it.left.newText else it.right.snippet.value } }

    @Test
    fun `it announces what LSP4IJ looks for`() {
        val own = live.capabilities.experimental as JsonObject
        assertEquals(live.json("""{"status": true, "explain": true, "generate": true}"""), own.getAsJsonObject("caro"))
        assertNotNull(live.capabilities.inlineCompletionProvider)
        assertTrue(live.capabilities.executeCommandProvider.commands.containsAll(listOf(Commands.EXPLAIN, Commands.HARDEN, Commands.PAUSE, Commands.SELECT_MODEL, Commands.DOWNLOAD_MODEL, "caro.explainDanger", "caro.accepted")))
    }

    @Test
    fun `squiggles are pushed to a client that does not pull`() {
        val uri = live.open("#!/bin/sh\nrm -rf /\n", "squiggle.sh")
        val marks = live.ears.published.await { it.uri == uri && it.diagnostics.isNotEmpty() }.diagnostics
        assertEquals(1, marks.single().range.start.line)
        assertEquals("caro", marks.single().source)
        assertEquals(DiagnosticSeverity.Error, marks.single().severity)
    }

    @Test
    fun `squiggles are pulled by one that does, and not pushed`() {
        Live(more = { it.textDocument.diagnostic = DiagnosticCapabilities() }).use { pulling ->
            val uri = pulling.open("rm -rf /\n")
            val report = pulling.server.textDocumentService.diagnostic(DocumentDiagnosticParams(TextDocumentIdentifier(uri))).within()
            assertEquals(1, report.left.items.size)
            assertTrue(pulling.ears.published.isEmpty())
        }
    }

    @Test
    fun `marks follow an edit`() {
        val uri = live.open("rm -rf /\n", "edit.sh")
        live.ears.published.await { it.uri == uri && it.diagnostics.isNotEmpty() }
        val change = TextDocumentContentChangeEvent(Range(Position(0, 0), Position(0, 8)), "echo hello")
        documents.didChange(DidChangeTextDocumentParams(VersionedTextDocumentIdentifier(uri, 2), listOf(change)))
        live.ears.published.await { it.uri == uri && it.diagnostics.isEmpty() }
    }

    @Test
    fun `a hover explains a flag`() {
        val uri = live.open("tar -xzf a.tgz\n", "hover.sh")
        val hover = documents.hover(HoverParams(TextDocumentIdentifier(uri), Position(0, 6))).within()
        assertTrue("gzip" in hover.contents.right.value, hover.contents.right.value)
    }

    @Test
    fun `columns count as the IDE counts them`() {
        val uri = live.open("echo '🙂'; tar -xzf a.tgz\n", "utf16.sh")
        val hover = documents.hover(HoverParams(TextDocumentIdentifier(uri), Position(0, 12))).within()
        assertEquals(11, hover.range.start.character)
    }

    @Test
    fun `a quick fix is offered, and its edit comes when it is resolved`() {
        val uri = live.open("find . -delete -name '*.tmp'\n", "fix.sh")
        val marks = live.ears.published.await { it.uri == uri && it.diagnostics.isNotEmpty() }.diagnostics
        val params = CodeActionParams(TextDocumentIdentifier(uri), marks.single().range, CodeActionContext(marks))
        val actions = documents.codeAction(params).within().map { it.right }
        val fix = actions.first { it.isPreferred == true }
        assertNull(fix.edit)
        assertTrue(newTexts(documents.resolveCodeAction(fix).within().edit).any { "-delete" in it })
    }

    @Test
    fun `completion is given where it is switched on`() {
        Live(Settings.parse("""{"completion": "on"}""")).use { on ->
            val uri = on.open("tar --extr\n")
            val list = on.server.textDocumentService.completion(CompletionParams(TextDocumentIdentifier(uri), Position(0, 10))).within()
            val labels = (if (list.isLeft) list.left else list.right.items).map { it.label }
            assertTrue(labels.any { it.startsWith("--extract") }, "$labels")
        }
    }

    @Test
    fun `ghost text for an automatic trigger behind a comment`() {
        val uri = live.open("#!/bin/bash\n# find empty files\n\n", "ghost.sh")
        assertEquals("find . -type f -empty", text(ghost(uri, 2, 0).first()))
    }

    @Test
    fun `ghost text is plain text, since LSP4IJ inserts snippets as they are`() {
        val uri = live.open("# list files larger than 100 MB\n\n", "plain.sh")
        val items = ghost(uri, 1, 0)
        assertTrue(items.isNotEmpty())
        assertTrue(items.all { it.insertText.isLeft && '\$' !in text(it).replace("\$(", "").replace("\$HOME", "") })
    }

    @Test
    fun `ghost text is never blank, never a danger, and an empty list where nothing is asked for`() {
        val uri = live.open("# delete everything on this computer\n\necho\n# Copyright 2024 someone\n\n", "none.sh")
        assertTrue(ghost(uri, 1, 0).none { "rm -rf /" in text(it) })
        assertEquals(emptyList<InlineCompletionItem>(), ghost(uri, 2, 4))
        assertEquals(emptyList<InlineCompletionItem>(), ghost(uri, 4, 0))
    }

    @Test
    fun `ghost text in a scratch file, and in a script whose first line alone says so`() {
        val scratch = live.open("# find empty files\n\n", "scratches/scratch_1.sh")
        assertTrue(ghost(scratch, 1, 0).isNotEmpty())
        val shebang = live.open("#!/usr/bin/env bash\n# find empty files\n\n", "deploy")
        assertTrue(ghost(shebang, 2, 0).isNotEmpty())
    }

    @Test
    fun `taking ghost text tells the server by its command`() {
        val uri = live.open("# find empty files\n\n", "taken.sh")
        val command = ghost(uri, 1, 0).first().command
        assertEquals("caro.accepted", command.command)
        live.run(command.command, *command.arguments.toTypedArray())
    }

    @Test
    fun `a script with a blank and letters of other languages in its name`() {
        val uri = live.open("# find empty files\n\n", "mein Skript ü 東京.sh")
        assertTrue("%20" in uri)
        assertTrue(ghost(uri, 1, 0).isNotEmpty())
        val asLsp4ijWritesIt = java.net.URI("file", "", Path.of(java.net.URI(uri)).toString(), null).toASCIIString()
        assertTrue(ghost(asLsp4ijWritesIt, 1, 0).isNotEmpty(), asLsp4ijWritesIt)
    }

    @Test
    fun `the status names the document's shell, or why nothing is said of it`() {
        val bash = live.open("#!/bin/bash\n", "status.sh")
        assertEquals("bash", live.status(bash).document?.dialect)
        val zsh = live.open("#!/bin/zsh\n", "status.zsh")
        assertNotNull(live.status(zsh).document?.silent)
    }

    @Test
    fun `the status is told by itself, and pausing changes it`() {
        Live().use { own ->
            val first = own.ears.statuses.await()
            assertNotNull(first.state)
            own.run(Commands.PAUSE)
            assertEquals("Caro: paused", StatusLine.of(own.ears.statuses.await { it.state == "paused" }).text)
            val uri = own.open("# find empty files\n\n")
            assertEquals(emptyList<InlineCompletionItem>(), ghost(uri, 1, 0, own))
            own.run(Commands.RESUME)
            own.ears.statuses.await { it.state != "paused" }
            assertTrue(ghost(uri, 1, 0, own).isNotEmpty())
        }
    }

    @Test
    fun `a command, a selection and a whole script are explained`() {
        assertTrue("gzip" in live.server.explain(ExplainParams(command = "tar -xzf a.tgz")).within()!!.markdown.orEmpty())
        val uri = live.open("#!/bin/sh\ncd /srv\ntar -xzf a.tgz\n", "explain.sh")
        val cursor = Range(Position(2, 0), Position(2, 0))
        val selection = live.server.explain(ExplainParams(uri = uri, range = cursor)).within()!!.markdown.orEmpty()
        assertTrue("gzip" in selection && "cd" !in selection.substringBefore("gzip"), selection)
        assertTrue(Hello.isPage(live.server.explain(ExplainParams(uri = uri)).within()!!.markdown.orEmpty()))
    }

    @Test
    fun `a document that is not open is an error with a sentence`() {
        val failure = live.server.explain(ExplainParams(uri = "file:///not/open.sh")).error()
        assertEquals(-32801, failure.responseError.code)
        assertTrue(Asking.sentence(failure).isNotBlank())
    }

    @Test
    fun `the page of an explanation comes as a message, since LSP4IJ drops what commands answer`() {
        val uri = live.open("tar -xzf a.tgz\n", "page.sh")
        live.run(Commands.EXPLAIN, JsonObject().apply { addProperty("uri", uri) })
        assertTrue(Hello.isPage(live.ears.messages.await { "gzip" in it.message || "tar" in it.message }.message))
    }

    @Test
    fun `a wish is answered with alternatives that differ, and what each does`() {
        val answer = live.server.generate(GenerateParams(prompt = "find empty files", alternatives = 4)).within()
        assertEquals("find . -type f -empty", answer.command)
        assertFalse(answer.summary.isNullOrBlank())
        assertTrue(AnswerText.details(answer).lines().size > 3)
        val all = listOf(answer) + answer.alternatives.orEmpty()
        assertEquals(all.size, all.map { it.command }.toSet().size)
    }

    @Test
    fun `a wish that nobody understands has no answer`() =
        assertNull(live.server.generate(GenerateParams(prompt = "colourless green ideas sleep furiously")).within().command)

    @Test
    fun `an answer is refined by a few words`() {
        val answer = live.server.generate(GenerateParams(prompt = "find empty files")).within()
        val refined = live.server.generate(GenerateParams(refine = Refine(answer.id!!, "only in /tmp"))).within()
        assertTrue("/tmp" in refined.command.orEmpty(), refined.command)
    }

    @Test
    fun `a risky wish says its risk`() {
        val answer = live.server.generate(GenerateParams(prompt = "delete the folder build recursively")).within()
        assertTrue(answer.risk in listOf("none", "note", "caution", "danger"), "${answer.risk}")
        assertNotNull(answer.command)
    }

    @Test
    fun `one line may be put at a prompt`() {
        val answer = live.server.generate(GenerateParams(prompt = "find empty files")).within()
        assertEquals("line", answer.terminal)
        assertEquals(Insertion.Type(answer.command!!), TerminalText.insertion(answer))
    }

    @Test
    fun `alternatives carry their own verdict`() {
        val answer = live.server.generate(GenerateParams(prompt = "list files larger than 100 MB", alternatives = 9)).within()
        assertTrue(answer.alternatives.orEmpty().all { it.terminal in listOf("line", "paste", "refused") })
    }

    @Test
    fun `asking from end to end`() {
        val asking = Asking({ java.util.concurrent.CompletableFuture.completedFuture(live.server) }, {})
        asking.ask("find empty files")
        await { !asking.state.isBusy }
        asking.refine("only in /tmp")
        await { asking.state.answers.firstOrNull()?.command?.contains("/tmp") == true }
        assertEquals(2, asking.history.size)
    }

    @Test
    fun `hardening is one edit, and nothing where nothing is to be done`() {
        val uri = live.open("#!/bin/bash\nrm -rf \"\$DIR\"/*\n", "harden.sh")
        live.run(Commands.HARDEN, JsonObject().apply { addProperty("uri", uri) })
        assertTrue(newTexts(live.ears.edits.await()).isNotEmpty())
        val good = live.open("echo hello\n", "good.sh")
        assertNull(live.run(Commands.HARDEN, JsonObject().apply { addProperty("uri", good) }))
        assertTrue(live.ears.edits.isEmpty())
    }

    @Test
    fun `a rehearsal shows what would be done, and is put back`() {
        Live().use { own ->
            val uri = own.open("rsync -a --delete src/ /srv/www/\n")
            fun refactor(name: String) = own.run(Commands.HARDEN, JsonObject().apply { addProperty("uri", uri); addProperty("refactoring", name) })
            refactor("rehearse")
            val rehearsal = newTexts(own.ears.edits.await()).joinToString("")
            assertTrue("--dry-run" in rehearsal && "caro: rehearsal of:" in rehearsal, rehearsal)
            val text = "rsync --dry-run -a --delete src/ /srv/www/ # caro: rehearsal of: rsync -a --delete src/ /srv/www/\n"
            own.server.textDocumentService.didChange(DidChangeTextDocumentParams(VersionedTextDocumentIdentifier(uri, 2), listOf(TextDocumentContentChangeEvent(text))))
            refactor("restore")
            assertFalse(newTexts(own.ears.edits.await()).any { "--dry-run" in it })
        }
    }

    @Test
    fun `the models can be listed for a chooser`() {
        val list = live.json(com.google.gson.Gson().toJson(live.run(Commands.SELECT_MODEL)))
        val models = Models.of(list)
        assertTrue(models.isNotEmpty() && models.all { it.name.isNotBlank() })
    }

    @Test
    fun `a model that nobody knows is not downloaded, with a sentence`() {
        val failure = live.server.workspaceService.executeCommand(ExecuteCommandParams(Commands.DOWNLOAD_MODEL, listOf(JsonObject().apply { addProperty("name", "no-such-model") }))).error()
        assertTrue(failure.responseError.message.isNotBlank())
    }

    @Test
    fun `settings come with initialize, and come back whole`() {
        Live(Settings.parse("""{"ghostText": {"alternatives": 1, "threshold": 90}, "platform": "macos"}""")).use { own ->
            val settings = own.json(com.google.gson.Gson().toJson(own.status().settings))
            assertEquals("90", settings.getAsJsonObject("ghostText").get("threshold").asBigDecimal.toPlainString().removeSuffix(".0"))
            assertEquals("macos", settings.get("platform").asString)
            // What was not set is the server's to know.
            assertTrue(settings.getAsJsonObject("model").has("budgetMs"))
        }
    }

    @Test
    fun `settings change while it runs, as LSP4IJ sends them`() {
        Live().use { own ->
            val uri = own.open("# find empty files\n\n")
            assertTrue(ghost(uri, 1, 0, own).isNotEmpty())
            val off = Settings.NONE.with("ghostText.enabled", JsonPrimitive(false))
            own.server.workspaceService.didChangeConfiguration(DidChangeConfigurationParams(off.wrapped()))
            await { ghost(uri, 1, 0, own).isEmpty() }
            own.server.workspaceService.didChangeConfiguration(DidChangeConfigurationParams(Settings.NONE.wrapped()))
            await { ghost(uri, 1, 0, own).isNotEmpty() }
        }
    }

    @Test
    fun `settings are asked for where the client answers that`() {
        Live(Settings.parse("""{"platform": "busybox"}"""), asksConfiguration = true).use { own ->
            fun platform() = own.json(com.google.gson.Gson().toJson(own.status().settings)).get("platform").asString
            await { platform() == "busybox" }
            own.ears.settings = Settings.parse("""{"platform": "posix"}""")
            own.server.workspaceService.didChangeConfiguration(DidChangeConfigurationParams(JsonObject()))
            await { platform() == "posix" }
        }
    }

    @Test
    fun `values of a wrong type are told in the log, and the defaults hold`() {
        val wrong = Settings.NONE.with("ghostText.threshold", JsonPrimitive("much")).with("platform", JsonArray())
        Live(wrong).use { own ->
            val told = own.ears.logs.await { "threshold" in it.message || "platform" in it.message }
            assertTrue(told.message.isNotBlank())
            assertEquals("auto", own.json(com.google.gson.Gson().toJson(own.status().settings)).get("platform").asString)
            assertTrue(ghost(own.open("# find empty files\n\n"), 1, 0, own).isNotEmpty())
        }
    }

    @Test
    fun `closing a document takes its marks away`() {
        val uri = live.open("rm -rf /\n", "closed.sh")
        live.ears.published.await { it.uri == uri && it.diagnostics.isNotEmpty() }
        documents.didClose(DidCloseTextDocumentParams(TextDocumentIdentifier(uri)))
        live.ears.published.await { it.uri == uri && it.diagnostics.isEmpty() }
    }

    @Test
    fun `two projects have two servers that know nothing of each other`() {
        Live().use { one ->
            Live().use { two ->
                val uri = one.open("rm -rf /\n", "two.sh")
                assertNotNull(one.status(uri).document)
                assertNull(two.status(uri).document)
            }
        }
    }
}
