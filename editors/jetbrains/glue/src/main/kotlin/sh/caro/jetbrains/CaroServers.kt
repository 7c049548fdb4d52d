/** The project's server, started where it is not running. */
package sh.caro.jetbrains

import com.intellij.openapi.project.Project
import com.intellij.openapi.project.ProjectManager
import com.redhat.devtools.lsp4ij.LanguageServerManager
import com.redhat.devtools.lsp4ij.ServerStatus
import com.redhat.devtools.lsp4ij.server.LanguageServerException
import java.util.concurrent.CompletableFuture
import org.eclipse.lsp4j.DidChangeConfigurationParams
import org.eclipse.lsp4j.ExecuteCommandParams
import sh.caro.jetbrains.protocol.CaroServer

object CaroServers {
    /** Fails with a sentence where there is no program to start. */
    fun of(project: Project): CompletableFuture<CaroServer?> = CompletableFuture
        .supplyAsync { CaroProgram.instance().trouble() }
        .thenCompose { trouble -> if (trouble == null) started(project) else CompletableFuture.failedFuture(IllegalStateException(trouble.message)) }

    private fun started(project: Project): CompletableFuture<CaroServer?> {
        if (isIdle(project)) restart(project)
        return LanguageServerManager.getInstance(project).getLanguageServer(SERVER_ID).thenApply { it?.server as? CaroServer }
    }

    fun restart(project: Project) =
        LanguageServerManager.getInstance(project).start(SERVER_ID, LanguageServerManager.StartOptions().setForceStart(true))

    fun startForOpenScripts(project: Project) {
        // One that starts already would be ended and started again.
        if (!isIdle(project)) return
        try {
            LanguageServerManager.getInstance(project).start(SERVER_ID, LanguageServerManager.StartOptions().setForceStart(false).setWillEnable(false))
        } catch (_: LanguageServerException) {
            // The user switched it off in LSP4IJ's settings, and it stays off.
        }
    }

    fun run(project: Project, command: String, vararg arguments: Any): CompletableFuture<Any?> =
        of(project).thenCompose { server ->
            server?.workspaceService?.executeCommand(ExecuteCommandParams(command, arguments.toList())) ?: CompletableFuture.completedFuture(null)
        }

    /** Tells all running servers of new settings. */
    fun settingsChanged() = running { project ->
        of(project).thenAccept { it?.workspaceService?.didChangeConfiguration(DidChangeConfigurationParams(CaroSettings.instance().settings.wrapped())) }
    }

    fun programChanged() = ProjectManager.getInstance().openProjects.forEach { CaroProgram.instance().check(it, restart = isRunning(it)) }

    private fun running(each: (Project) -> Unit) = ProjectManager.getInstance().openProjects.filter(::isRunning).forEach(each)

    private fun isRunning(project: Project) = status(project) == ServerStatus.started

    private fun isIdle(project: Project) = status(project).let { it == null || it == ServerStatus.none }

    private fun status(project: Project) = LanguageServerManager.getInstance(project).getServerStatus(SERVER_ID)
}
