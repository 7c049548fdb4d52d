/** Start, death and end of the process. */
package sh.caro.jetbrains.protocol

import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import org.eclipse.lsp4j.HoverParams
import org.eclipse.lsp4j.Position
import org.eclipse.lsp4j.TextDocumentIdentifier
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

class ServerProcessTest {
    @TempDir lateinit var folder: Path

    private fun script(text: String): Path = folder.resolve("fake").also {
        Files.writeString(it, "#!/bin/sh\n$text\n")
        it.toFile().setExecutable(true)
    }

    private fun handle(process: ServerProcess) = ProcessHandle.of(process.pid!!).get()

    @Test
    fun `a project folder with blanks and letters of other languages`() {
        val project = Files.createDirectory(folder.resolve("mein Projekt ü 東京"))
        Files.writeString(project.resolve(".caro.toml"), "")
        Live(folder = project).use { live ->
            assertEquals(project.toRealPath(), Path.of("/proc/${live.process.pid}/cwd").takeIf { Files.exists(Path.of("/proc")) }?.toRealPath() ?: project.toRealPath())
            assertEquals("caro-lsp", live.status().name)
        }
    }

    @Test
    fun `a project folder that is gone does not keep it from starting`() {
        val process = ServerProcess(Live.program, folder.resolve("gone"), Live.environment(folder))
        process.start()
        assertTrue(process.staysAlive())
        process.stop()
    }

    @Test
    fun `a program that is not there throws`() {
        assertThrows(IOException::class.java) { ServerProcess(folder.resolve("none"), null).start() }
    }

    @Test
    fun `one that ends at once is noticed`() {
        val process = ServerProcess(script("exit 3"), null)
        process.start()
        assertFalse(process.staysAlive(30_000))
    }

    @Test
    fun `what it writes to standard error is heard line by line`() {
        val heard = LinkedBlockingQueue<String>()
        val process = ServerProcess(script("echo one >&2; echo two >&2; cat"), null)
        process.onError(heard::add)
        process.start()
        assertEquals(listOf("one", "two"), listOf(heard.await(), heard.await()))
        process.stop()
    }

    @Test
    fun `told to end, it ends, and nobody is alarmed`() {
        val died = AtomicInteger()
        val live = Live()
        live.process.onDeath { died.incrementAndGet() }
        val process = handle(live.process)
        live.close()
        process.onExit().within()
        assertEquals(0, died.get())
    }

    @Test
    fun `one that hangs at the end is killed`() {
        val process = ServerProcess(script("trap '' TERM HUP; echo up >&2; while :; do sleep 1; done"), null, patience = 2_000)
        val up = CountDownLatch(1)
        process.onError { up.countDown() }
        process.start()
        assertTrue(up.await(30, TimeUnit.SECONDS))
        val running = handle(process)
        process.stop()
        assertTrue(running.isAlive, "stop does not wait for it")
        running.onExit().within()
    }

    @Test
    fun `stopping twice, and before the start, is harmless`() {
        val process = ServerProcess(Live.program, null, Live.environment(folder))
        process.stop()
        process.start()
        process.stop()
        process.stop()
        await { !process.isAlive }
    }

    @Test
    fun `after a kill it is told once, and a new one answers for the same document`() {
        val script = "rm -rf /\n"
        val told = LinkedBlockingQueue<String>()
        val first = Live()
        first.process.onDeath { told += "died" }
        first.open(script)
        val pid = first.process.pid
        handle(first.process).destroyForcibly()
        told.await()

        // What LSP4IJ does: a new connection, and the open documents again.
        Live().use { second ->
            val uri = second.open(script)
            assertNotEquals(pid, second.process.pid)
            val hover = second.server.textDocumentService.hover(HoverParams(TextDocumentIdentifier(uri), Position(0, 1))).within()
            assertTrue(hover.contents.right.value.isNotBlank())
        }
        assertTrue(told.isEmpty())
    }

    @Test
    fun `requests under way when it is killed fail instead of hanging`() {
        val live = Live()
        handle(live.process).destroyForcibly()
        await { !live.process.isAlive }
        val request = runCatching { live.status() }
        assertTrue(request.isFailure)
    }
}
