/** Which caro-lsp the IDE uses, found once and again when the settings change; trouble is told once for each cause. */
package sh.caro.jetbrains

import com.intellij.openapi.application.ApplicationManager
import com.intellij.openapi.application.PathManager
import com.intellij.openapi.project.Project
import com.intellij.util.EnvironmentUtil
import com.redhat.devtools.lsp4ij.LanguageServerManager
import java.nio.file.Path
import sh.caro.jetbrains.protocol.NoProgram
import sh.caro.jetbrains.protocol.Once
import sh.caro.jetbrains.protocol.Program
import sh.caro.jetbrains.protocol.ProgramSearch
import sh.caro.jetbrains.protocol.Search
import sh.caro.jetbrains.protocol.Words

class CaroProgram {
    private val once = Once()
    @Volatile private var last: Search? = null

    val isUsable: Boolean get() = last is Program

    /** What is wrong now, looked at anew after trouble. Not for the event thread. */
    fun trouble(): NoProgram? = if (isUsable) null else search() as? NoProgram

    /** Starts the program to ask for its version: not for the event thread. */
    fun search(): Search =
        ProgramSearch(EnvironmentUtil.getEnvironmentMap(), bundled()).search(CaroSettings.instance().settings.path).also { last = it }

    /** Searches in the background, then starts or restarts the server, or says what is wrong. Without [force] only where a script is open. */
    fun check(project: Project, force: Boolean = false) {
        ApplicationManager.getApplication().executeOnPooledThread {
            val found = search()
            if (project.isDisposed) return@executeOnPooledThread
            when (found) {
                is Program -> {
                    once.forget()
                    LanguageServerManager.getInstance(project).start(SERVER_ID, LanguageServerManager.StartOptions().setForceStart(force))
                }
                is NoProgram -> {
                    CaroStatus.of(project).missing(found)
                    if (force) once.forget()
                    if (once.isNew(found.cause.name)) warn(project, found.message, Words.of("welcome.settings")) { openSettings(project) }
                }
            }
        }
    }

    // lib/caro.jar lies beside bin/ in a plugin that comes with the program.
    private fun bundled(): Path? =
        PathManager.getJarPathForClass(CaroProgram::class.java)?.let { Path.of(it).parent?.parent?.resolve("bin")?.resolve(ProgramSearch.NAME) }

    companion object {
        fun instance(): CaroProgram = ApplicationManager.getApplication().getService(CaroProgram::class.java)
    }
}
