/** The project's server, started where it is not running. */
package sh.caro.jetbrains

import com.intellij.openapi.project.Project
import com.intellij.openapi.project.ProjectManager
import com.redhat.devtools.lsp4ij.LanguageServerManager
import com.redhat.devtools.lsp4ij.ServerStatus
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
        val manager = LanguageServerManager.getInstance(project)
        val status = manager.getServerStatus(SERVER_ID)
        if (status == null || status == ServerStatus.none) {
            manager.start(SERVER_ID, LanguageServerManager.StartOptions().setForceStart(true))
        }
        return manager.getLanguageServer(SERVER_ID).thenApply { it?.server as? CaroServer }
    }

    fun run(project: Project, command: String, vararg arguments: Any): CompletableFuture<Any?> =
        of(project).thenCompose { server ->
            server?.workspaceService?.executeCommand(ExecuteCommandParams(command, arguments.toList())) ?: CompletableFuture.completedFuture(null)
        }

    /** Tells all running servers of new settings. */
    fun settingsChanged() = running { project ->
        of(project).thenAccept { it?.workspaceService?.didChangeConfiguration(DidChangeConfigurationParams(CaroSettings.instance().settings.wrapped())) }
    }

    fun programChanged() = ProjectManager.getInstance().openProjects.forEach { CaroProgram.instance().check(it) }

    private fun running(each: (Project) -> Unit) =
        ProjectManager.getInstance().openProjects
            .filter { LanguageServerManager.getInstance(it).getServerStatus(SERVER_ID) == ServerStatus.started }
            .forEach(each)
}
