/** LSP4IJ's view of the server's process. */
package sh.caro.jetbrains

import com.intellij.openapi.project.Project
import com.intellij.util.EnvironmentUtil
import com.redhat.devtools.lsp4ij.server.CannotStartProcessException
import com.redhat.devtools.lsp4ij.server.LanguageServerLogErrorHandler
import com.redhat.devtools.lsp4ij.server.ProcessDataProvider
import com.redhat.devtools.lsp4ij.server.StreamConnectionProvider
import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import sh.caro.jetbrains.protocol.NoProgram
import sh.caro.jetbrains.protocol.Program
import sh.caro.jetbrains.protocol.ServerProcess
import sh.caro.jetbrains.protocol.Words

class CaroConnection(private val project: Project) : StreamConnectionProvider, ProcessDataProvider {
    private val errors = CopyOnWriteArrayList<LanguageServerLogErrorHandler>()
    private val stops = CopyOnWriteArrayList<Runnable>()
    @Volatile private var process: ServerProcess? = null

    override fun start() {
        val program = when (val found = CaroProgram.instance().search()) {
            is Program -> found.path
            is NoProgram -> throw CannotStartProcessException(found.message)
        }
        val next = ServerProcess(program, project.basePath?.let(Path::of), EnvironmentUtil.getEnvironmentMap())
        next.onError { line -> errors.forEach { it.logError(line) } }
        next.onDeath { stops.forEach(Runnable::run) }
        try {
            next.start()
        } catch (failure: IOException) {
            throw CannotStartProcessException(failure.message ?: Words.of("server.ended", program))
        }
        if (!next.staysAlive()) throw CannotStartProcessException(Words.of("server.ended", program))
        process = next
    }

    override fun stop() {
        process?.stop()
    }

    override fun getInputStream(): InputStream? = process?.input
    override fun getOutputStream(): OutputStream? = process?.output
    override fun isAlive(): Boolean = process?.isAlive == true
    override fun getPid(): Long? = process?.pid
    override fun getCommands(): List<String> = process?.command.orEmpty()

    override fun addLogErrorHandler(handler: LanguageServerLogErrorHandler) {
        errors += handler
    }

    override fun addUnexpectedServerStopHandler(handler: Runnable) {
        stops += handler
    }
}
