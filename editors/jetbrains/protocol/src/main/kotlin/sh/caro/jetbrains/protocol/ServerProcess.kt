/** The server as a process: its streams, and an end that comes even when it hangs. LSP4IJ starts a new one when this one dies. */
package sh.caro.jetbrains.protocol

import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.TimeUnit

class ServerProcess(
    private val program: Path,
    private val folder: Path?,
    private val environment: Map<String, String> = emptyMap(),
    private val patience: Long = 2_000,
) {
    private val died = CopyOnWriteArrayList<Runnable>()
    private val errors = CopyOnWriteArrayList<(String) -> Unit>()
    @Volatile private var process: Process? = null
    @Volatile private var stopping = false

    val command: List<String> get() = listOf(program.toString())
    val pid: Long? get() = process?.pid()
    val input: InputStream? get() = process?.inputStream
    val output: OutputStream? get() = process?.outputStream
    val isAlive: Boolean get() = process?.isAlive == true

    /** Runs once when the server ends without having been told to. */
    fun onDeath(handler: Runnable) {
        died += handler
    }

    /** Gets each line that the server writes to its standard error. */
    fun onError(handler: (String) -> Unit) {
        errors += handler
    }

    @Throws(IOException::class)
    fun start() {
        val builder = ProcessBuilder(command)
        builder.environment().putAll(environment)
        folder?.takeIf(Files::isDirectory)?.let { builder.directory(it.toFile()) }
        stopping = false
        val started = builder.start()
        process = started
        daemon("caro-lsp errors") {
            runCatching { started.errorStream.bufferedReader().forEachLine { line -> errors.forEach { it(line) } } }
        }
        started.onExit().thenRun { if (!stopping) died.forEach(Runnable::run) }
    }

    /** Waits a moment, since a program that cannot run ends at once. */
    fun staysAlive(moment: Long = 100): Boolean = process?.waitFor(moment, TimeUnit.MILLISECONDS) == false

    /** Returns at once; the process is gone [patience] later at most. */
    fun stop() {
        stopping = true
        val ending = process ?: return
        // The server ends when its input does.
        runCatching { ending.outputStream.close() }
        daemon("caro-lsp end") {
            if (!ending.waitFor(patience, TimeUnit.MILLISECONDS)) ending.destroyForcibly()
        }
    }

    private fun daemon(name: String, work: () -> Unit) = Thread(work, name).apply { isDaemon = true }.start()
}
